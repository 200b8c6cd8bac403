namespace AutonomousSdlc.QualityGates;

/// <summary>One gate of a finished run.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Result">What it found.</param>
public sealed record GateReport(GateDescriptor Gate, GateResult Result)
{
    /// <summary>When the gate started, counted from the start of the run.</summary>
    public TimeSpan StartedAfter { get; init; }

    /// <summary>How long the gate took; zero when it was not started.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// Ids of the gates that kept this one from starting. A required gate that was blocked counts as inconclusive,
    /// whatever the gates that blocked it count as.
    /// </summary>
    public IReadOnlyList<string> BlockedBy { get; init; } = [];

    /// <summary>The exception that ended the gate, with its stack trace.</summary>
    /// <value><see langword="null"/> unless the gate crashed.</value>
    public string? Error { get; init; }
}
