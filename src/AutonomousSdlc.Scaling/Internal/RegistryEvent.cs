namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Something that happened to a member, to be told outside the lock.</summary>
internal readonly record struct RegistryEvent(
    RegistryEventKind Kind,
    string NodeId,
    Uri? Address,
    NodeState State,
    string Reason,
    TimeSpan Duration,
    int Number);
