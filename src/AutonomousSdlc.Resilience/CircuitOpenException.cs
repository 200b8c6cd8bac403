namespace AutonomousSdlc.Resilience;

/// <summary>The circuit admits no call: it is open, its probes are all under way, or somebody isolated it. <see cref="ResilienceException.Reason"/> says which.</summary>
public sealed class CircuitOpenException : ResilienceException
{
    /// <summary>Creates the exception with a general message.</summary>
    public CircuitOpenException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public CircuitOpenException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The failure behind it.</param>
    public CircuitOpenException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
