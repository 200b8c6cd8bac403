namespace AutonomousSdlc.Scaling;

/// <summary>Base of every exception that this package throws on its own account.</summary>
public class ScalingException : Exception
{
    /// <summary>Creates an exception without a message of its own.</summary>
    public ScalingException()
    {
    }

    /// <summary>Creates an exception.</summary>
    /// <param name="message">What happened, the actual value, what is allowed and what to do.</param>
    public ScalingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with its cause.</summary>
    /// <param name="message">What happened, the actual value, what is allowed and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ScalingException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
