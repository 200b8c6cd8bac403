using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal;

internal static class LocalProcessRules
{
    public static IEnumerable<string> Check(LocalProcessOptions options)
    {
        if (options.Command is null)
        {
            yield return $"{nameof(LocalProcessOptions)}.{nameof(options.Command)} is not set. Say which command runs a version.";
        }

        if (!options.ReadinessPath.StartsWith('/'))
        {
            yield return $"{nameof(LocalProcessOptions)}.{nameof(options.ReadinessPath)} '{options.ReadinessPath}' must start with '/'.";
        }

        foreach (var (name, value, minimum) in new[]
        {
            (nameof(options.StartTimeout), options.StartTimeout, TimeSpan.FromMilliseconds(100)),
            (nameof(options.StopGrace), options.StopGrace, TimeSpan.Zero),
            (nameof(options.DrainTimeout), options.DrainTimeout, TimeSpan.Zero),
        })
        {
            if (value < minimum || value > TimeSpan.FromHours(1))
            {
                yield return $"{nameof(LocalProcessOptions)}.{name} ({Text.Of(value)}) must be between {Text.Of(minimum)} and 1 h.";
            }
        }
    }
}
