namespace AutonomousSdlc.Deployment;

/// <summary>A request or an environment is not usable; nothing was done.</summary>
public sealed class DeploymentConfigurationException : DeploymentException
{
    /// <summary>Creates the exception without a message.</summary>
    public DeploymentConfigurationException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public DeploymentConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DeploymentConfigurationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception from all faults at once.</summary>
    /// <param name="errors">One sentence per fault; those of a file begin with <c>file:line:column</c>.</param>
    public DeploymentConfigurationException(IReadOnlyList<string> errors)
        : base(string.Join(Environment.NewLine, errors ?? throw new ArgumentNullException(nameof(errors))))
    {
        Errors = errors;
    }

    /// <summary>One sentence per fault.</summary>
    public IReadOnlyList<string> Errors { get; } = [];
}
