namespace AutonomousSdlc.Deployment.Forwarder;

/// <summary>The forwarder, or the one behind a control socket, could not do what was asked; the message says what to do.</summary>
public sealed class ForwarderException : DeploymentException
{
    /// <summary>Creates the exception without a message.</summary>
    public ForwarderException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public ForwarderException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public ForwarderException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
