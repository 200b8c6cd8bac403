namespace AutonomousSdlc.QualityGates;

/// <summary>A run that cannot start, or a gate that lacks what it works with. Base of all exceptions of this package.</summary>
public class QualityGateException : Exception
{
    /// <summary>Creates the exception.</summary>
    public QualityGateException()
        : this("The quality gates cannot run.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, with the value, what is allowed and what to do.</param>
    public QualityGateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, with the value, what is allowed and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public QualityGateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
