namespace AutonomousSdlc.Simulation.Caching;

/// <summary>
/// A cache of unit-weight entries, reduced to its eviction decisions: what is kept when a sequence of keys is requested
/// and every miss loads its key. Single-threaded.
/// </summary>
public interface IReplayPolicy
{
    /// <summary>The most entries held at a time.</summary>
    int Capacity { get; }

    /// <summary>Entries held.</summary>
    int Count { get; }

    /// <summary>Loads beyond one per miss, such as those of a prefetcher.</summary>
    long ExtraLoads => 0;

    /// <summary>Requests a key.</summary>
    /// <param name="key">A dense id, see <see cref="Traces.DenseTrace"/>.</param>
    /// <returns>True when it was a hit.</returns>
    bool Access(int key);
}
