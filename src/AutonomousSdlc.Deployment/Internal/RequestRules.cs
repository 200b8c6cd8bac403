using System.Text.RegularExpressions;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>What names and versions may look like: they become file names, arguments and tags.</summary>
internal static partial class RequestRules
{
    public const int MaximumReplicas = 1000;

    public static bool IsName(string? value) => value is not null && NamePattern().IsMatch(value);

    public static IEnumerable<string> Check(DeploymentRequest request)
    {
        if (!VersionPattern().IsMatch(request.Version ?? string.Empty))
        {
            yield return $"Version '{request.Version}' must be 1 to 128 letters, digits, '.', '-', '_' or '+', beginning with a letter or digit.";
        }

        if (request.Replicas is < 1 or > MaximumReplicas)
        {
            yield return $"Replicas ({request.Replicas}) must be between 1 and {MaximumReplicas}.";
        }

        if (request.Id is not null && !IdPattern().IsMatch(request.Id))
        {
            yield return $"Id '{request.Id}' must be 1 to 200 letters, digits, '.', '-', '_' or '+', beginning with a letter or digit.";
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._+-]{0,127}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._+-]{0,199}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdPattern();
}
