namespace AutonomousSdlc.Resilience;

/// <summary>What a guard does with a partition and the evidence for it. A snapshot.</summary>
public sealed record GuardExplanation
{
    /// <summary>Name of the guard.</summary>
    public required string GuardName { get; init; }

    /// <summary>Key of the partition; <see langword="null"/> for the guard's default partition.</summary>
    public string? Partition { get; init; }

    /// <summary>What the partition does with calls.</summary>
    public required CircuitState State { get; init; }

    /// <summary>How many calls at a time it admits.</summary>
    public required AdmissionLevel Admission { get; init; }

    /// <summary>The state and its reason as a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Time since the state last changed; since the partition was made if it never did.</summary>
    public TimeSpan InState { get; init; }

    /// <summary>Time until the next probe is admitted; <see langword="null"/> unless the circuit is open.</summary>
    public TimeSpan? NextProbeIn { get; init; }

    /// <summary>Attempts that ended, since the partition was made.</summary>
    public long Attempts { get; init; }

    /// <summary>Attempts among them that failed: transient, timed out or refused by the dependency.</summary>
    public long Failures { get; init; }

    /// <summary>Calls that the guard refused.</summary>
    public long Rejections { get; init; }

    /// <summary>Attempts under way.</summary>
    public long InFlight { get; init; }

    /// <summary>Failures in a row that the trip test has seen since the last success.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>Failures in a row that open the circuit.</summary>
    public int TripsAfter { get; init; }

    /// <summary>How often the circuit has opened in a row without staying closed in between.</summary>
    public int ConsecutiveBreaks { get; init; }

    /// <summary>Type of the last failure; <see langword="null"/> when none was seen. Messages are left out because they may carry secrets.</summary>
    public string? LastFailure { get; init; }

    /// <summary>Retries that the budget would allow now.</summary>
    public double RetryBudget { get; init; }

    /// <summary>The reason.</summary>
    /// <returns><see cref="Reason"/>.</returns>
    public override string ToString() => Reason;
}
