namespace AutonomousSdlc.Deployment;

/// <summary>A target could not bring a slot into the wanted state.</summary>
public sealed class DeploymentTargetException : DeploymentException
{
    /// <summary>Creates the exception without data.</summary>
    public DeploymentTargetException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public DeploymentTargetException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DeploymentTargetException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a slot.</summary>
    /// <param name="slot">The slot that is not in the wanted state.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause, if any.</param>
    public DeploymentTargetException(string slot, string message, Exception? innerException)
        : base(message, innerException)
    {
        Slot = slot;
    }

    /// <summary>The slot that is not in the wanted state, if known.</summary>
    public string? Slot { get; }
}
