using System.Runtime.InteropServices;

namespace AutonomousSdlc.Simulation.Traces;

/// <summary>Numbers the distinct keys of a trace 0, 1, 2, ... in order of first appearance.</summary>
public sealed class DenseTraceBuilder
{
    private readonly Dictionary<ulong, int> _ids = [];
    private readonly List<int> _requests = [];

    /// <summary>Requests added so far.</summary>
    public int Count => _requests.Count;

    /// <summary>Adds one request.</summary>
    /// <returns>The dense id of the key.</returns>
    public int Add(ulong key)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, key, out var known);
        if (!known)
        {
            id = _ids.Count - 1;
        }

        _requests.Add(id);
        return id;
    }

    /// <summary>The trace of all requests added.</summary>
    public DenseTrace Build(string name) => new(name, [.. _requests], _ids.Count);
}
