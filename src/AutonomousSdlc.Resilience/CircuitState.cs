namespace AutonomousSdlc.Resilience;

/// <summary>What a partition of a guard does with calls; derived from its <see cref="AdmissionLevel"/>.</summary>
public enum CircuitState
{
    /// <summary>Every call is admitted: the level stands at its maximum.</summary>
    Closed = 0,

    /// <summary>No call is admitted until the pause has passed: the level is below one.</summary>
    Open = 1,

    /// <summary>Some calls are admitted, to find out whether the dependency has recovered: the level is between the two.</summary>
    HalfOpen = 2,

    /// <summary>No call is admitted until <see cref="IResilienceGuard.Reset"/>: somebody isolated the partition by hand.</summary>
    Isolated = 3,
}
