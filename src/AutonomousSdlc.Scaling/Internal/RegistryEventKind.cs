namespace AutonomousSdlc.Scaling.Internal;

internal enum RegistryEventKind
{
    Registered = 0,
    Updated,
    HealthReported,
    Draining,
    Drained,
    DrainDeadlinePassed,
    Resumed,
    Deregistered,
    Ejected,
    EjectionSuppressed,
    Returned,
    ModeChanged,
}
