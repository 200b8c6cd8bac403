using AutonomousSdlc.Simulation.Caching.Internal;
using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Simulation.Caching;

/// <summary>
/// The clairvoyant optimum without prefetch (Belady, "A study of replacement algorithms for a virtual-storage computer",
/// 1966) with bypass: the entry used furthest in the future leaves, and a key used later than all entries is not admitted.
/// The ceiling of the comparison. Must be given the requests of its own trace, in order.
/// </summary>
public sealed class BeladyReference : IReplayPolicy
{
    private readonly DenseTrace _trace;
    private readonly NextUseHeap _heap;
    private int _index;

    public BeladyReference(DenseTrace trace, int capacity)
    {
        ArgumentNullException.ThrowIfNull(trace);
        Capacity = Capacities.Require(capacity);
        _trace = trace;
        _heap = new NextUseHeap(trace.Distinct, capacity);
    }

    public int Capacity { get; }

    public int Count => _heap.Count;

    public bool Access(int key)
    {
        if (_index == _trace.Requests.Length || _trace.Requests[_index] != key)
        {
            throw new InvalidOperationException($"Request {_index} is key {key}, but the trace '{_trace.Name}' that this policy foresees says otherwise. Replay that trace from its start.");
        }

        var nextUse = _trace.NextUses[_index++];
        var hit = _heap.Contains(key);
        if (nextUse == DenseTrace.Never)
        {
            if (hit)
            {
                _heap.Remove(key);
            }
        }
        else if (hit)
        {
            _heap.Postpone(key, nextUse);
        }
        else if (_heap.Count < Capacity)
        {
            _heap.Add(key, nextUse);
        }
        else if (_heap.Latest > nextUse)
        {
            _heap.ReplaceLatest(key, nextUse);
        }

        return hit;
    }
}
