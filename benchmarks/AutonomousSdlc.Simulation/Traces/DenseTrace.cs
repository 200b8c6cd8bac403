namespace AutonomousSdlc.Simulation.Traces;

/// <summary>A sequence of requests over keys 0 to <see cref="Distinct"/> - 1, so that simulators can use arrays.</summary>
public sealed class DenseTrace
{
    /// <summary>Stands in <see cref="NextUses"/> for "not requested again".</summary>
    public const int Never = int.MaxValue;

    private readonly int[] _requests;
    private readonly Lazy<int[]> _nextUses;

    internal DenseTrace(string name, int[] requests, int distinct)
    {
        Name = name;
        _requests = requests;
        Distinct = distinct;
        _nextUses = new Lazy<int[]>(ComputeNextUses);
    }

    public string Name { get; }

    /// <summary>Number of different keys.</summary>
    public int Distinct { get; }

    /// <summary>The key of each request, in order.</summary>
    public ReadOnlySpan<int> Requests => _requests;

    /// <summary>For each request the index of the next request of the same key, or <see cref="Never"/>. Computed once.</summary>
    public ReadOnlySpan<int> NextUses => _nextUses.Value;

    /// <summary>The first <paramref name="count"/> requests as a trace of its own, or this trace when it is not longer.</summary>
    public DenseTrace Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (count >= _requests.Length)
        {
            return this;
        }

        var head = _requests[..count];

        // Ids follow first appearance, so the largest id of a prefix tells how many it uses.
        return new DenseTrace(Name, head, head.Max() + 1);
    }

    private int[] ComputeNextUses()
    {
        var next = new int[_requests.Length];
        var upcoming = new int[Distinct];
        Array.Fill(upcoming, Never);
        for (var index = _requests.Length - 1; index >= 0; index--)
        {
            var key = _requests[index];
            next[index] = upcoming[key];
            upcoming[key] = index;
        }

        return next;
    }
}
