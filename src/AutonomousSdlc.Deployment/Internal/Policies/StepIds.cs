namespace AutonomousSdlc.Deployment.Internal.Policies;

/// <summary>Identities of steps in plans and journals. They are part of the file format.</summary>
internal static class StepIds
{
    public const string Plan = "plan";
    public const string Recover = "recover";
    public const string Gates = "gates";
    public const string Start = "start";
    public const string Validate = "validate";
    public const string Switch = "switch";
    public const string Bake = "bake";
    public const string Drain = "drain";
    public const string Stop = "stop";

    public const string RollBack = "rollback";
    public const string SwitchBack = "switch-back";
    public const string DrainNew = "drain-new";
    public const string StopNew = "stop-new";
}
