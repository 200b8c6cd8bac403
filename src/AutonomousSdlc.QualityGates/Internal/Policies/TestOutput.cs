using System.Text.RegularExpressions;

namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>Reads the output of <c>dotnet test</c>.</summary>
internal static partial class TestOutput
{
    /// <summary>Number of result files it says it wrote.</summary>
    public static int ResultFiles(string output) => ResultFile().Count(output);

    [GeneratedRegex(@"^\s*Results File: ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResultFile();
}
