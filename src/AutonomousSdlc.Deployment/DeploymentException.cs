namespace AutonomousSdlc.Deployment;

/// <summary>Base of every exception that this package throws for reasons of its own.</summary>
public class DeploymentException : Exception
{
    /// <summary>Creates the exception without a message.</summary>
    public DeploymentException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened, the actual value, what is allowed and what to do.</param>
    public DeploymentException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened, the actual value, what is allowed and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DeploymentException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
