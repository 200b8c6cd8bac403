using System.Security.Cryptography;
using System.Text;

namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>Identity of a finding across runs, without line numbers, so that code above it may grow.</summary>
internal static class FingerprintPolicy
{
    private const char Separator = '\0';

    /// <param name="ruleId">The rule.</param>
    /// <param name="path">Normalised path, empty when the finding belongs to no file.</param>
    /// <param name="content">The line, or the message when there is no line.</param>
    /// <param name="occurrence">Number of findings before this one for which the three above are equal.</param>
    public static string Compute(string ruleId, string path, string content, int occurrence)
    {
        var text = new StringBuilder(ruleId).Append(Separator).Append(path).Append(Separator);
        AppendWithoutSpacing(text, content);
        text.Append(Separator).Append(System.Globalization.CultureInfo.InvariantCulture, $"{occurrence}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The content as it enters the fingerprint.</summary>
    public static string Normalize(string content)
    {
        var text = new StringBuilder(content.Length);
        AppendWithoutSpacing(text, content);
        return text.ToString();
    }

    private static void AppendWithoutSpacing(StringBuilder text, string content)
    {
        foreach (var character in content)
        {
            if (!char.IsWhiteSpace(character))
            {
                text.Append(character);
            }
        }
    }
}
