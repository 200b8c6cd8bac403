namespace AutonomousSdlc.Deployment.Forwarder;

/// <summary>Which <c>Host</c> the upstream sees.</summary>
public enum HostHeaderPolicy
{
    /// <summary>The host that the client asked for, unchanged; the upstream builds correct absolute links.</summary>
    KeepOriginal = 0,

    /// <summary>The authority of the upstream endpoint; for upstreams that select a site by host name.</summary>
    Upstream = 1,
}
