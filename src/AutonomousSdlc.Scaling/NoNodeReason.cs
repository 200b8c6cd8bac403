namespace AutonomousSdlc.Scaling;

/// <summary>Why a balancer had no node for a call.</summary>
public enum NoNodeReason
{
    /// <summary>The reason is not known, for instance because the pool changed since.</summary>
    Unknown = 0,

    /// <summary>The registry has no members.</summary>
    Empty,

    /// <summary>Every member is draining, and draining nodes take no new calls.</summary>
    AllDraining,

    /// <summary>Every node that could be picked is in <see cref="PickContext.ExcludedNodes"/>.</summary>
    AllExcluded,

    /// <summary><see cref="PickContext.Deadline"/> had passed.</summary>
    DeadlinePassed,
}
