using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Checks options that contradict one another and reports every contradiction with both values.</summary>
internal sealed class ResilienceGuardOptionsRules : IValidateOptions<ResilienceGuardOptions>
{
    public ValidateOptionsResult Validate(string? name, ResilienceGuardOptions options)
    {
        var errors = new List<string>();
        Ordered(errors, "AttemptTimeout", options.AttemptTimeout, "Deadline", options.Deadline);
        Ordered(errors, "Breaker.Pause", options.Breaker.Pause, "Breaker.MaximumPause", options.Breaker.MaximumPause);
        Ordered(errors, "Retry.BaseDelay", options.Retry.BaseDelay, "Retry.MaximumDelay", options.Retry.MaximumDelay);
        Ordered(errors, "AttemptTimeout", options.AttemptTimeout, "Breaker.ProbeLease", options.Breaker.ProbeLease);
        if (!double.IsFinite(options.Breaker.PauseJitterRatio))
        {
            errors.Add($"Breaker.PauseJitterRatio ({options.Breaker.PauseJitterRatio}) must be a number from 0 to 1.");
        }

        if (!double.IsFinite(options.Retry.Budget.Ratio) || !double.IsFinite(options.Retry.Budget.MinimumPerSecond) || !double.IsFinite(options.Retry.Budget.Burst))
        {
            errors.Add($"Retry.Budget.Ratio ({options.Retry.Budget.Ratio}), MinimumPerSecond ({options.Retry.Budget.MinimumPerSecond}) and Burst ({options.Retry.Budget.Burst}) must be finite numbers.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Ordered(List<string> errors, string lowName, TimeSpan? low, string highName, TimeSpan? high)
    {
        if (low is { } lower && high is { } upper && lower > upper)
        {
            errors.Add($"{lowName} ({lower:c}) must not exceed {highName} ({upper:c}). Lower {lowName} or raise {highName}.");
        }
    }
}
