using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>Settings of retries and their budget; times in units of the caller's timestamps.</summary>
internal sealed record RetrySettings
{
    public required int MaximumRetries { get; init; }

    public required long BaseDelay { get; init; }

    public required long MaximumDelay { get; init; }

    public required long MaximumRetryAfter { get; init; }

    public required RetryBudgetTerms Budget { get; init; }
}
