namespace AutonomousSdlc.Scaling;

/// <summary>What somebody who looked at a node from outside says about it; see <see cref="INodeRegistry.ReportHealth"/>.</summary>
public enum NodeHealth
{
    /// <summary>Works.</summary>
    Healthy = 0,

    /// <summary>Answers, but impaired: slow, overloaded or without a dependency.</summary>
    Degraded,

    /// <summary>Does not work. Stays out until reported otherwise, and does not count against the cap on ejection.</summary>
    Unhealthy,
}
