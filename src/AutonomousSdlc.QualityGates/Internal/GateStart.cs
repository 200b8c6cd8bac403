namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>What differs between the contexts of the gates of a run.</summary>
internal sealed record GateStart(IReadOnlyCollection<string> Provided, Action<string> Report);
