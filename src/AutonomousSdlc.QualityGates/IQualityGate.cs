namespace AutonomousSdlc.QualityGates;

/// <summary>One check of a repository.</summary>
/// <remarks>A gate never changes sources. Gates run in parallel and are shared between runs, so a gate keeps no state.</remarks>
public interface IQualityGate
{
    /// <summary>What the gate is; the same in every call.</summary>
    GateDescriptor Descriptor { get; }

    /// <summary>Looks at the repository.</summary>
    /// <param name="context">The run, its solution and the tools.</param>
    /// <param name="cancellationToken">Ends the work; also when the gate's timeout is over.</param>
    /// <returns>
    /// The result. An exception counts as <see cref="GateOutcome.Inconclusive"/>: a gate that crashed has not looked.
    /// </returns>
    ValueTask<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken);
}
