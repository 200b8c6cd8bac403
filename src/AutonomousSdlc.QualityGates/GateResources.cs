namespace AutonomousSdlc.QualityGates;

/// <summary>Resources that the built-in gates use one at a time.</summary>
public static class GateResources
{
    /// <summary>The intermediate and output folders (<c>obj</c>, <c>bin</c>) of the solution.</summary>
    public const string IntermediateOutput = "intermediate-output";
}
