namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Which side ended a copy.</summary>
internal enum CopyEnd
{
    /// <summary>The source came to its end and everything was written.</summary>
    Complete = 0,

    /// <summary>Reading failed or was cancelled.</summary>
    SourceFailed = 1,

    /// <summary>Writing failed or was cancelled.</summary>
    DestinationFailed = 2,
}
