using System.Globalization;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Wording shared by messages, logs and explanations.</summary>
internal static class Sentences
{
    public static string Seconds(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    public static string Plural(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
