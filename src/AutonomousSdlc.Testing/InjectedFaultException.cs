namespace AutonomousSdlc.Testing;

/// <summary>The failure that a <see cref="FaultInjector"/> raises.</summary>
public sealed class InjectedFaultException : Exception
{
    /// <summary>Creates the exception with its usual message.</summary>
    public InjectedFaultException()
        : this("Injected fault.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was injected.</param>
    public InjectedFaultException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was injected.</param>
    /// <param name="innerException">The cause.</param>
    public InjectedFaultException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
