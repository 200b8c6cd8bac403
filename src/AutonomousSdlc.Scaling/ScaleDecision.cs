namespace AutonomousSdlc.Scaling;

/// <summary>Result of one evaluation, with everything that it was made on.</summary>
public sealed record ScaleDecision
{
    /// <summary>Name of the autoscaler.</summary>
    public required string Autoscaler { get; init; }

    /// <summary>Time of the evaluation.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Desired count before.</summary>
    public required int From { get; init; }

    /// <summary>Desired count after; equal to <see cref="From"/> when nothing is scaled.</summary>
    public required int To { get; init; }

    /// <summary>The rule that decided.</summary>
    public required ScaleCause Cause { get; init; }

    /// <summary>Why, as a sentence with figures.</summary>
    public required string Reason { get; init; }

    /// <summary>Signals and state that the decision was made on.</summary>
    public required ScaleEvidence Evidence { get; init; }

    /// <summary>Whether the count changes.</summary>
    public bool IsChange => To != From;

    /// <inheritdoc />
    public override string ToString() => Reason;
}
