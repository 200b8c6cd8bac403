namespace AutonomousSdlc.Scaling;

/// <summary>What a <see cref="ScaleDecision"/> was made on.</summary>
public sealed record ScaleEvidence
{
    /// <summary>State of the target; <see langword="null"/> when it could not be observed.</summary>
    public ScaleTargetState? Target { get; init; }

    /// <summary>The signals, in the order of the options.</summary>
    public IReadOnlyList<SignalEvidence> Signals { get; init; } = [];

    /// <summary>Workers that the signals need now, before stabilisation, bounds and rates; <see langword="null"/> when unknown.</summary>
    public int? Wanted { get; init; }

    /// <summary>Most workers that were needed within the stabilisation window; <see langword="null"/> when unknown.</summary>
    public int? WantedWithinWindow { get; init; }

    /// <summary>Lower bound in force.</summary>
    public int Minimum { get; init; }

    /// <summary>Upper bound in force.</summary>
    public int Maximum { get; init; }
}
