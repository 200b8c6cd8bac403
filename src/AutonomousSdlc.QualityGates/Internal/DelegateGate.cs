namespace AutonomousSdlc.QualityGates.Internal;

internal sealed class DelegateGate(GateDescriptor descriptor, Func<GateContext, CancellationToken, ValueTask<GateResult>> evaluate) : IQualityGate
{
    public GateDescriptor Descriptor => descriptor;

    public bool IsSame(Func<GateContext, CancellationToken, ValueTask<GateResult>> other) => evaluate == other;

    public ValueTask<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken) => evaluate(context, cancellationToken);
}
