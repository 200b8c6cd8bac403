using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Chooses among the candidates of a snapshot. Pure: no clock, and no randomness but the passed state.</summary>
internal interface IBalancingPolicy
{
    string Name { get; }

    /// <summary>Chooses a candidate; called only when there is one.</summary>
    /// <param name="pool">The snapshot.</param>
    /// <param name="context">The call.</param>
    /// <param name="random">State of <see cref="SplitMix64"/>, moved on by policies that draw.</param>
    /// <returns>An index into <see cref="NodeSnapshot.Candidates"/>.</returns>
    int Pick(NodeSnapshot pool, in PickContext context, ref ulong random);

    /// <summary>What the policy ranks a candidate by, smaller is better; 0 when it does not rank.</summary>
    double Score(in Candidate candidate);
}
