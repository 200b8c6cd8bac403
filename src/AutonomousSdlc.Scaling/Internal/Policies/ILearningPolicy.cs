namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>A policy that learns from how calls end. What it learns about a node is kept in the node's counters.</summary>
internal interface ILearningPolicy : IBalancingPolicy
{
    /// <summary>Learns from a call that ended with a judgement.</summary>
    /// <param name="pool">The newest snapshot.</param>
    /// <param name="counters">Counters of the node that was called; it may have left the pool.</param>
    /// <param name="outcome">How the call ended.</param>
    /// <param name="latency">How long it took.</param>
    /// <param name="now">Milliseconds since some moment; may be a few late.</param>
    void Observe(NodeSnapshot pool, NodeCounters counters, CallOutcome outcome, TimeSpan latency, long now);
}
