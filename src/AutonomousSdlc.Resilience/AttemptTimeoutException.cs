namespace AutonomousSdlc.Resilience;

/// <summary>The last attempt took longer than <see cref="ResilienceGuardOptions.AttemptTimeout"/> and was cancelled.</summary>
public sealed class AttemptTimeoutException : ResilienceException
{
    /// <summary>Creates the exception with a general message.</summary>
    public AttemptTimeoutException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public AttemptTimeoutException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cancellation that the operation reported.</param>
    public AttemptTimeoutException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Time that the attempt was given.</summary>
    public TimeSpan Timeout { get; init; }
}
