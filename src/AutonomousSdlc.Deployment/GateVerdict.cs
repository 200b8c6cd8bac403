namespace AutonomousSdlc.Deployment;

/// <summary>Decision of a gate.</summary>
public sealed record GateVerdict
{
    private GateVerdict(bool isPassed, IReadOnlyList<string> reasons)
    {
        IsPassed = isPassed;
        Reasons = reasons;
    }

    /// <summary>Whether the deployment may go on.</summary>
    public bool IsPassed { get; }

    /// <summary>Why; at least one for a refusal.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>The deployment may go on.</summary>
    /// <param name="reasons">What was checked, for the history.</param>
    public static GateVerdict Pass(params IReadOnlyList<string> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        return new(isPassed: true, reasons);
    }

    /// <summary>The deployment must not go on.</summary>
    /// <param name="reasons">Why not; at least one.</param>
    /// <exception cref="ArgumentException">There is no reason.</exception>
    public static GateVerdict Refuse(params IReadOnlyList<string> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        return reasons.Count > 0
            ? new(isPassed: false, reasons)
            : throw new ArgumentException("A refusal needs at least one reason.", nameof(reasons));
    }
}
