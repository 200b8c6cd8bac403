namespace AutonomousSdlc.Evaluation.Studies.BalancerThroughput;

/// <summary>A policy and how it is used.</summary>
/// <param name="Name">Canonical name, shown in the rows.</param>
/// <param name="Policy">Name of the policy in the options.</param>
internal sealed record TimedPolicy(string Name, string Policy)
{
    /// <summary>Whether the nodes have the weights 1 to 5 in turn; otherwise all weigh the same.</summary>
    public bool HasWeights { get; init; }

    /// <summary>Whether calls carry a key.</summary>
    public bool NeedsKey { get; init; }

    /// <summary>Whether calls end with an outcome and a latency; otherwise they are released.</summary>
    public bool Learns { get; init; }
}
