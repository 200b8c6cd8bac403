using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>
/// Several doubly linked lists over the same dense integers; a node is in at most one list. All operations are O(1) and
/// allocate only when a higher node number than ever before appears.
/// </summary>
/// <remarks>Links live in one array of integer pairs instead of in objects: nothing for the garbage collector to walk,
/// and no card marking when a list changes. The first elements of the array are the list heads.</remarks>
internal sealed class NodeLists
{
    public const byte None = byte.MaxValue;

    private readonly int _lists;
    private readonly int[] _counts;
    private Link[] _links;
    private byte[] _where;

    public NodeLists(int lists)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lists);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(lists, None);
        _lists = lists;
        _counts = new int[lists];
        _links = new Link[lists];
        _where = [];
        for (var list = 0; list < lists; list++)
        {
            _links[list] = new Link { Newer = list, Older = list };
        }
    }

    /// <summary>Highest node number that fits without growing, plus one.</summary>
    public int Nodes => _where.Length;

    public int Count(int list) => _counts[list];

    /// <summary>The list that holds a node, or <see cref="None"/>; any number may be asked.</summary>
    public byte ListOf(int node) => (uint)node < (uint)_where.Length ? _where[node] : None;

    /// <summary>The most recently added node of a list, or -1.</summary>
    public int Newest(int list) => _links[list].Older - _lists is var node and >= 0 ? node : -1;

    /// <summary>The least recently added node of a list, or -1.</summary>
    public int Oldest(int list) => _links[list].Newer - _lists is var node and >= 0 ? node : -1;

    /// <summary>The node added to the same list just after this one, or -1.</summary>
    public int Newer(int node) => _links[node + _lists].Newer - _lists is var newer and >= 0 ? newer : -1;

    /// <summary>Adds a node that is in no list.</summary>
    public void Add(int list, int node)
    {
        EnsureNodes(node + 1);
        var element = node + _lists;
        ref var head = ref _links[list];
        ref var link = ref _links[element];
        link.Newer = list;
        link.Older = head.Older;
        _links[head.Older].Newer = element;
        head.Older = element;
        _where[node] = (byte)list;
        _counts[list]++;
    }

    /// <summary>Takes a node out of the list that holds it.</summary>
    public void Remove(int node)
    {
        ref var link = ref _links[node + _lists];
        _links[link.Newer].Older = link.Older;
        _links[link.Older].Newer = link.Newer;
        _counts[_where[node]]--;
        _where[node] = None;
    }

    /// <summary>Makes a node the newest of a list, whichever list held it.</summary>
    public void Move(int list, int node)
    {
        if (_links[list].Older == node + _lists)
        {
            return;
        }

        Remove(node);
        Add(list, node);
    }

    private void EnsureNodes(int nodes)
    {
        if (nodes <= _where.Length)
        {
            return;
        }

        var old = _where.Length;
        var length = Math.Max(nodes, Math.Max(16, old * 2));
        Array.Resize(ref _links, length + _lists);
        Array.Resize(ref _where, length);
        Array.Fill(_where, None, old, length - old);
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Link
    {
        public int Newer;
        public int Older;
    }
}
