namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>Where records go; the seam at which tests cut the power.</summary>
internal interface IJournalWriter : IDisposable
{
    /// <summary>Appends a record and returns when it is durable.</summary>
    /// <exception cref="DeploymentJournalException">It is not; nothing more can be appended.</exception>
    void Append(JournalRecord record);
}
