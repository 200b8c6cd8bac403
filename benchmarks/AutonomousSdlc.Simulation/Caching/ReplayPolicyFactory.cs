using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Simulation.Caching;

/// <summary>Makes an empty policy for a trace.</summary>
/// <param name="trace">What will be replayed; only the clairvoyant policy looks at its requests.</param>
/// <param name="capacity">Entries, at least 1.</param>
/// <param name="seed">For policies that decide by chance.</param>
public delegate IReplayPolicy ReplayPolicyFactory(DenseTrace trace, int capacity, int seed);
