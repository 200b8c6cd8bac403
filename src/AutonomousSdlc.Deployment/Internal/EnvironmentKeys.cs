using System.Globalization;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Keys of environment files. A setter returns what it expected when the text is something else.</summary>
internal static class EnvironmentKeys
{
    private const string ATime = "a time such as 500ms, 30s, 5m or 1h";
    private const string ANumber = "a whole number";
    private const string ARatio = "a ratio such as 0.05 or 5%";

    public static IReadOnlySet<string> Sections { get; } =
        new HashSet<string>(["health", "strategy", "drain", "deadlines"], StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, Func<DeploymentEnvironment, string, string?>> Setters { get; } =
        new Dictionary<string, Func<DeploymentEnvironment, string, string?>>(StringComparer.Ordinal)
        {
            ["version"] = (_, text) => text == "1" ? null : "1, the only version of the format",
            ["environment"] = Text((environment, text) => environment.Name = text),
            ["service"] = Text((environment, text) => environment.Service = text),
            ["replicas"] = Number((environment, number) => environment.Replicas = number),
            ["health.path"] = Text((environment, text) => environment.Health.Path = text),
            ["health.interval"] = Time((environment, time) => environment.Health.Interval = time),
            ["health.timeout"] = Time((environment, time) => environment.Health.Timeout = time),
            ["health.healthy_after"] = Number((environment, number) => environment.Health.HealthyAfter = number),
            ["health.unhealthy_after"] = Number((environment, number) => environment.Health.UnhealthyAfter = number),
            ["strategy.kind"] = Text((environment, text) => environment.Strategy.Kind = text),
            ["strategy.bake"] = Time((environment, time) => environment.Strategy.Bake = time),
            ["strategy.interval"] = Time((environment, time) => environment.Strategy.Interval = time),
            ["strategy.error_ratio_limit"] = Ratio((environment, ratio) => environment.Strategy.ErrorRatioLimit = ratio),
            ["strategy.minimum_requests"] = Number((environment, number) => environment.Strategy.MinimumRequests = number),
            ["strategy.false_abort_rate"] = Ratio((environment, ratio) => environment.Strategy.FalseAbortRate = ratio),
            ["strategy.on_insufficient_evidence"] = SetInsufficientEvidence,
            ["drain.deadline"] = Time((environment, time) => environment.Drain.Deadline = time),
            ["drain.stop_grace"] = Time((environment, time) => environment.Drain.StopGrace = time),
            ["deadlines.gates"] = Time((environment, time) => environment.Deadlines.Gates = time),
            ["deadlines.start"] = Time((environment, time) => environment.Deadlines.Start = time),
            ["deadlines.validate"] = Time((environment, time) => environment.Deadlines.Validate = time),
            ["deadlines.switch"] = Time((environment, time) => environment.Deadlines.Switch = time),
            ["deadlines.stop"] = Time((environment, time) => environment.Deadlines.Stop = time),
            ["deadlines.roll_back"] = Time((environment, time) => environment.Deadlines.RollBack = time),
        };

    public static string KnownIn(string prefix)
    {
        var keys = Sections.Concat(Setters.Keys)
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && !key[prefix.Length..].Contains('.', StringComparison.Ordinal))
            .Select(key => key[prefix.Length..]);
        return string.Join(", ", keys.Order(StringComparer.Ordinal));
    }

    private static string? SetInsufficientEvidence(DeploymentEnvironment environment, string text)
    {
        (environment.Strategy.OnInsufficientEvidence, var expected) = text switch
        {
            "roll_back" => (InsufficientEvidenceAction.RollBack, null),
            "promote" => (InsufficientEvidenceAction.Promote, null),
            _ => (environment.Strategy.OnInsufficientEvidence, "roll_back or promote"),
        };
        return expected;
    }

    private static Func<DeploymentEnvironment, string, string?> Text(Action<DeploymentEnvironment, string> set) => (environment, text) =>
    {
        set(environment, text);
        return null;
    };

    private static Func<DeploymentEnvironment, string, string?> Number(Action<DeploymentEnvironment, int> set) => (environment, text) =>
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return ANumber;
        }

        set(environment, number);
        return null;
    };

    private static Func<DeploymentEnvironment, string, string?> Ratio(Action<DeploymentEnvironment, double> set) => (environment, text) =>
    {
        var percent = text.EndsWith('%');
        var digits = percent ? text[..^1] : text;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio))
        {
            return ARatio;
        }

        set(environment, percent ? ratio / 100 : ratio);
        return null;
    };

    private static Func<DeploymentEnvironment, string, string?> Time(Action<DeploymentEnvironment, TimeSpan> set) => (environment, text) =>
    {
        (string Unit, double Milliseconds)[] units = [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];
        foreach (var (unit, milliseconds) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                && count * milliseconds <= TimeSpan.FromDays(365).TotalMilliseconds)
            {
                set(environment, TimeSpan.FromMilliseconds(count * milliseconds));
                return null;
            }
        }

        return ATime;
    };
}
