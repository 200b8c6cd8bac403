namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Tag values, kept so that recording one allocates nothing.</summary>
internal static class OutcomeNames
{
    public static string Get(CallOutcome outcome) => outcome switch
    {
        CallOutcome.Succeeded => "succeeded",
        CallOutcome.Failed => "failed",
        CallOutcome.TimedOut => "timed_out",
        CallOutcome.ConnectFailed => "connect_failed",
        CallOutcome.ConnectionLost => "connection_lost",
        CallOutcome.Rejected => "rejected",
        _ => "canceled",
    };

    public static string Get(NodeState state) => state switch
    {
        NodeState.Healthy => "healthy",
        NodeState.Degraded => "degraded",
        NodeState.Ejected => "ejected",
        _ => "draining",
    };
}
