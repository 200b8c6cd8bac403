namespace AutonomousSdlc.Deployment;

/// <summary>The service is being deployed in this environment.</summary>
public sealed class DeploymentInProgressException : DeploymentException
{
    /// <summary>Creates the exception without a message.</summary>
    public DeploymentInProgressException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public DeploymentInProgressException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DeploymentInProgressException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="lockFile">File whose lock is held by the other deployment.</param>
    public DeploymentInProgressException(string service, string environment, string lockFile)
        : base($"'{service}' is being deployed to '{environment}' (lock '{lockFile}' is held). Wait until that deployment ends, or cancel it.")
    {
        Service = service;
        EnvironmentName = environment;
    }

    /// <summary>The service that is being deployed.</summary>
    public string? Service { get; }

    /// <summary>The environment that it is being deployed to.</summary>
    public string? EnvironmentName { get; }
}
