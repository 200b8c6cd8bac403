namespace AutonomousSdlc.Scaling;

/// <summary>What a member of a registry is used for. When several apply, the one with the highest value is shown.</summary>
public enum NodeState
{
    /// <summary>Takes calls.</summary>
    Healthy = 0,

    /// <summary>Reported as impaired: takes calls only while too few members are healthy.</summary>
    Degraded,

    /// <summary>Out of rotation after failures (it returns by itself) or reported unhealthy; used only when nothing else is left.</summary>
    Ejected,

    /// <summary>Takes no new calls, whatever happens; calls in flight may end.</summary>
    Draining,
}
