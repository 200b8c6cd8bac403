namespace AutonomousSdlc.Resilience;

/// <summary>Makes outcomes, for tests and for implementations of <see cref="IResilienceGuard"/>.</summary>
public static class Outcome
{
    /// <summary>A successful call.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>The outcome.</returns>
    public static Outcome<T> Success<T>(T value) => new(OutcomeKind.Success, value, detail: null, attempts: 1);

    /// <summary>A call whose only attempt failed.</summary>
    /// <typeparam name="T">Type of the value that the call would have had.</typeparam>
    /// <param name="exception">What the attempt threw.</param>
    /// <returns>The outcome.</returns>
    public static Outcome<T> Failure<T>(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new Outcome<T>(OutcomeKind.Failure, default, exception, attempts: 1);
    }

    /// <summary>A call that was refused.</summary>
    /// <typeparam name="T">Type of the value that the call would have had.</typeparam>
    /// <param name="rejection">The refusal.</param>
    /// <returns>The outcome.</returns>
    public static Outcome<T> Rejected<T>(GuardRejection rejection) =>
        new(OutcomeKind.Rejected, default, new Internal.GuardIdentity(rejection.GuardName, rejection.Partition, isolationReason: null), attempts: 0)
        {
            RejectionReason = rejection.Reason,
            RetryAfter = rejection.RetryAfter,
        };
}
