namespace AutonomousSdlc.Deployment;

/// <summary>A router rejected a change because it has accepted a newer one: another orchestrator owns the traffic.</summary>
public sealed class StaleTrafficChangeException : DeploymentException
{
    /// <summary>Creates the exception without data.</summary>
    public StaleTrafficChangeException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened.</param>
    public StaleTrafficChangeException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">The cause.</param>
    public StaleTrafficChangeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception from both pairs.</summary>
    /// <param name="epoch">Epoch of the rejected change.</param>
    /// <param name="generation">Generation of the rejected change.</param>
    /// <param name="acceptedEpoch">Epoch of the newest accepted change.</param>
    /// <param name="acceptedGeneration">Generation of the newest accepted change.</param>
    public StaleTrafficChangeException(long epoch, long generation, long acceptedEpoch, long acceptedGeneration)
        : base($"Traffic change {epoch}.{generation} (epoch.generation) is older than the accepted {acceptedEpoch}.{acceptedGeneration}. "
            + "Another orchestrator holds the lease; end this one.")
    {
        Epoch = epoch;
        Generation = generation;
        AcceptedEpoch = acceptedEpoch;
        AcceptedGeneration = acceptedGeneration;
    }

    /// <summary>Epoch of the rejected change.</summary>
    public long Epoch { get; }

    /// <summary>Generation of the rejected change.</summary>
    public long Generation { get; }

    /// <summary>Epoch of the newest accepted change.</summary>
    public long AcceptedEpoch { get; }

    /// <summary>Generation of the newest accepted change.</summary>
    public long AcceptedGeneration { get; }
}
