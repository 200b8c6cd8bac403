namespace AutonomousSdlc.QualityGates.Internal.Policies;

internal enum GateState
{
    Waiting,
    Running,
    Finished,
}
