using System.Globalization;
using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Every bound of an environment, once: for options and, with line and column, for files.</summary>
internal static class EnvironmentRules
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TenMilliseconds = TimeSpan.FromMilliseconds(10);

    /// <returns>The file's key of the value (<c>health.interval</c>) and a sentence.</returns>
    public static IEnumerable<(string Key, string Message)> Check(DeploymentEnvironment environment) =>
    [
        .. CheckNames(environment),
        .. CheckBounds(environment),
        .. CheckRelations(environment),
    ];

    private static IEnumerable<(string Key, string Message)> CheckNames(DeploymentEnvironment environment)
    {
        foreach (var (key, value) in new[] { ("environment", environment.Name), ("service", environment.Service) })
        {
            if (!RequestRules.IsName(value))
            {
                yield return (key, $"{key} '{value}' must be 1 to 64 lower-case letters, digits, '-' or '_', beginning with a letter or digit.");
            }
        }

        if (!environment.Health.Path.StartsWith('/') || !Uri.TryCreate(environment.Health.Path, UriKind.Relative, out _))
        {
            yield return ("health.path", $"health.path '{environment.Health.Path}' must be a path that starts with '/'.");
        }

        if (environment.Strategy.Kind != DeploymentStrategies.BlueGreen)
        {
            yield return ("strategy.kind", $"strategy.kind '{environment.Strategy.Kind}' must be '{DeploymentStrategies.BlueGreen}'.");
        }

        if (!Enum.IsDefined(environment.Strategy.OnInsufficientEvidence))
        {
            yield return ("strategy.on_insufficient_evidence", $"strategy.on_insufficient_evidence ({environment.Strategy.OnInsufficientEvidence}) must be RollBack or Promote.");
        }
    }

    private static IEnumerable<(string Key, string Message)> CheckBounds(DeploymentEnvironment environment)
    {
        var (health, strategy, drain, deadlines) = (environment.Health, environment.Strategy, environment.Drain, environment.Deadlines);
        (string Key, string? Message)[] all =
        [
            Number("replicas", environment.Replicas, 1, RequestRules.MaximumReplicas),
            Time("health.interval", health.Interval, TenMilliseconds, FiveMinutes),
            Time("health.timeout", health.Timeout, TenMilliseconds, FiveMinutes),
            Number("health.healthy_after", health.HealthyAfter, 1, 100),
            Number("health.unhealthy_after", health.UnhealthyAfter, 1, 100),
            Time("strategy.bake", strategy.Bake, TimeSpan.Zero, Day),
            Time("strategy.interval", strategy.Interval, TenMilliseconds, TimeSpan.FromMinutes(1)),
            Number("strategy.minimum_requests", strategy.MinimumRequests, 1, 1_000_000),
            Ratio("strategy.error_ratio_limit", strategy.ErrorRatioLimit, double.Epsilon, Math.BitDecrement(1.0), "greater than 0 and less than 1"),
            Ratio("strategy.false_abort_rate", strategy.FalseAbortRate, 0.000001, 0.5, "between 0.000001 and 0.5"),
            Time("drain.deadline", drain.Deadline, TimeSpan.Zero, Hour),
            Time("drain.stop_grace", drain.StopGrace, TimeSpan.Zero, Hour),
            Deadline("gates", deadlines.Gates),
            Deadline("start", deadlines.Start),
            Deadline("validate", deadlines.Validate),
            Deadline("switch", deadlines.Switch),
            Deadline("stop", deadlines.Stop),
            Deadline("roll_back", deadlines.RollBack),
        ];
        return all.Where(one => one.Message is not null).Select(one => (one.Key, one.Message!));
    }

    private static IEnumerable<(string Key, string Message)> CheckRelations(DeploymentEnvironment environment)
    {
        var (health, strategy, deadlines) = (environment.Health, environment.Strategy, environment.Deadlines);
        if (health.Interval * health.HealthyAfter > deadlines.Validate)
        {
            yield return (
                "deadlines.validate",
                $"deadlines.validate ({Text.Of(deadlines.Validate)}) must not be shorter than health.healthy_after ({health.HealthyAfter}) times health.interval ({Text.Of(health.Interval)}). Raise the first or lower one of the others.");
        }

        if (strategy.Bake > TimeSpan.Zero && strategy.Interval > strategy.Bake)
        {
            yield return (
                "strategy.interval",
                $"strategy.interval ({Text.Of(strategy.Interval)}) must not exceed strategy.bake ({Text.Of(strategy.Bake)}). Lower the first or raise the second.");
        }
    }

    private static (string Key, string? Message) Deadline(string key, TimeSpan value) =>
        Time($"deadlines.{key}", value, TimeSpan.FromMilliseconds(100), Day);

    private static (string Key, string? Message) Time(string key, TimeSpan value, TimeSpan minimum, TimeSpan maximum) =>
        (key, value >= minimum && value <= maximum ? null : $"{key} ({Text.Of(value)}) must be between {Text.Of(minimum)} and {Text.Of(maximum)}.");

    private static (string Key, string? Message) Number(string key, int value, int minimum, int maximum) =>
        (key, value >= minimum && value <= maximum ? null : string.Create(CultureInfo.InvariantCulture, $"{key} ({value}) must be between {minimum} and {maximum}."));

    private static (string Key, string? Message) Ratio(string key, double value, double minimum, double maximum, string allowed) =>
        (key, value >= minimum && value <= maximum ? null : string.Create(CultureInfo.InvariantCulture, $"{key} ({value}) must be {allowed}."));
}
