using System.Globalization;

namespace AutonomousSdlc.QualityGates.Internal;

internal static class Text
{
    /// <summary>Such as "1 error" and "2 errors".</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
