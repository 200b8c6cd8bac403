namespace AutonomousSdlc.Resilience;

/// <summary>Base of everything that a guard throws on its own account. What the guarded operation throws is passed on as it is.</summary>
public class ResilienceException : Exception
{
    /// <summary>Creates the exception with a general message.</summary>
    public ResilienceException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public ResilienceException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The failure behind it.</param>
    public ResilienceException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Name of the guard.</summary>
    public string? GuardName { get; init; }

    /// <summary>Key of the partition; <see langword="null"/> for the guard's default partition.</summary>
    public string? Partition { get; init; }

    /// <summary>Why the call was refused; <see cref="RejectionReason.None"/> when it was not refused but failed.</summary>
    public RejectionReason Reason { get; init; }

    /// <summary>Time after which another call may be admitted; <see langword="null"/> when it is not known.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
