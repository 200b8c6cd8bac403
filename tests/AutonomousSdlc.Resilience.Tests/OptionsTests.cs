using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Resilience.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_are_valid()
    {
        using var guard = new ResilienceGuard("defaults");

        guard.Explain().State.ShouldBe(CircuitState.Closed);
    }

    [Fact]
    public void All_errors_are_reported_at_once_and_contradictions_name_both_values()
    {
        var options = new ResilienceGuardOptions
        {
            Deadline = TimeSpan.FromSeconds(1),
            AttemptTimeout = TimeSpan.FromSeconds(20),
            Breaker = { ConsecutiveFailures = 0, Pause = TimeSpan.FromSeconds(60), PauseJitterRatio = 2 },
            Retry = { BaseDelay = TimeSpan.FromSeconds(9), MaximumRetries = -1, Budget = { Ratio = -1 } },
            Partitions = { Maximum = 0, IdleTimeout = TimeSpan.Zero },
            Fallback = { StepTimeout = TimeSpan.Zero },
        };

        var errors = Should.Throw<OptionsValidationException>(() => new ResilienceGuard("wrong", options)).Failures.ToList();

        errors.ShouldContain("AttemptTimeout (00:00:20) must not exceed Deadline (00:00:01). Lower AttemptTimeout or raise Deadline.");
        errors.ShouldContain("AttemptTimeout (00:00:20) must not exceed Breaker.ProbeLease (00:00:15). Lower AttemptTimeout or raise Breaker.ProbeLease.");
        errors.ShouldContain("Breaker.Pause (00:01:00) must not exceed Breaker.MaximumPause (00:00:30). Lower Breaker.Pause or raise Breaker.MaximumPause.");
        errors.ShouldContain("Retry.BaseDelay (00:00:09) must not exceed Retry.MaximumDelay (00:00:02). Lower Retry.BaseDelay or raise Retry.MaximumDelay.");
        foreach (var name in (string[])["ConsecutiveFailures", "PauseJitterRatio", "MaximumRetries", "Ratio", "Maximum", "IdleTimeout", "StepTimeout"])
        {
            errors.ShouldContain(error => error.Contains(name, StringComparison.Ordinal), name);
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Ratios_that_are_no_numbers_are_refused(double value)
    {
        Should.Throw<OptionsValidationException>(() => new ResilienceGuard("x", new ResilienceGuardOptions { Breaker = { PauseJitterRatio = value } }));
        Should.Throw<OptionsValidationException>(() => new ResilienceGuard("x", new ResilienceGuardOptions { Retry = { Budget = { Burst = value } } }));
    }

    [Fact]
    public void Negative_and_infinite_times_are_refused()
    {
        Should.Throw<OptionsValidationException>(() => new ResilienceGuard("x", new ResilienceGuardOptions { Deadline = TimeSpan.FromSeconds(-1) }));
        Should.Throw<OptionsValidationException>(() => new ResilienceGuard("x", new ResilienceGuardOptions { AttemptTimeout = Timeout.InfiniteTimeSpan }));
        Should.Throw<OptionsValidationException>(() => new ResilienceGuard("x", new ResilienceGuardOptions { Retry = { BaseDelay = TimeSpan.MinValue } }));
        Should.Throw<OptionsValidationException>(() => new ResilienceGuard("x", new ResilienceGuardOptions { Retry = { MaximumRetryAfter = TimeSpan.MaxValue } }));
    }

    [Fact]
    public void Rules_and_selectors_are_needed()
    {
        var options = new ResilienceGuardOptions();
        Should.Throw<ArgumentNullException>(() => options.PartitionBy(null!));
        Should.Throw<ArgumentNullException>(() => options.ClassifyException(null!));
        Should.Throw<ArgumentNullException>(() => options.ClassifyResult<int>(null!));
    }
}
