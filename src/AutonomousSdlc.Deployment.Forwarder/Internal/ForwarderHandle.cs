namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Lets the hosted service enumerate forwarders, which are registered by key.</summary>
internal sealed record ForwarderHandle(IForwarder Forwarder);
