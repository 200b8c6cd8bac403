namespace AutonomousSdlc.Resilience;

/// <summary>
/// The deadline of the call passed: before its first attempt (then <see cref="ResilienceException.Reason"/> is
/// <see cref="RejectionReason.DeadlineExceeded"/>) or during an attempt, which was cancelled.
/// </summary>
public sealed class DeadlineExceededException : ResilienceException
{
    /// <summary>Creates the exception with a general message.</summary>
    public DeadlineExceededException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public DeadlineExceededException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cancellation that the operation reported.</param>
    public DeadlineExceededException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Time that the whole call was given.</summary>
    public TimeSpan Deadline { get; init; }

    /// <summary>Attempts that were started.</summary>
    public int Attempts { get; init; }
}
