namespace AutonomousSdlc.Simulation.Caching.Internal;

/// <summary>
/// Several doubly linked lists over the same dense keys; a key is on at most one of them. All operations are O(1) and
/// allocate nothing: the links are two arrays, with one sentinel per list behind the keys. The yardstick shares no code with
/// the policies that ship, so that no error can hide in both.
/// </summary>
internal sealed class KeyLists
{
    /// <summary>The list of a key that is on none; also the key of an empty list's end.</summary>
    public const int None = -1;

    private readonly int _keys;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly sbyte[] _list;
    private readonly int[] _counts;

    public KeyLists(int keys, int lists)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keys);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lists, sbyte.MaxValue);
        _keys = keys;
        _next = new int[keys + lists];
        _previous = new int[keys + lists];
        _list = new sbyte[keys];
        _counts = new int[lists];
        Array.Fill(_list, (sbyte)None);
        for (var sentinel = keys; sentinel < keys + lists; sentinel++)
        {
            _next[sentinel] = sentinel;
            _previous[sentinel] = sentinel;
        }
    }

    /// <summary>The list the key is on, or <see cref="None"/>.</summary>
    public int ListOf(int key) => _list[key];

    public int Count(int list) => _counts[list];

    /// <summary>The key at the back of the list, or <see cref="None"/>.</summary>
    public int Back(int list) => KeyOrNone(_previous[_keys + list]);

    /// <summary>The neighbour of a listed key on the side of the front, or <see cref="None"/>.</summary>
    public int TowardFront(int key) => KeyOrNone(_previous[key]);

    /// <summary>Puts a key that is on no list at the front of one.</summary>
    public void PushFront(int list, int key)
    {
        var sentinel = _keys + list;
        var first = _next[sentinel];
        _next[sentinel] = key;
        _previous[key] = sentinel;
        _next[key] = first;
        _previous[first] = key;
        _list[key] = (sbyte)list;
        _counts[list]++;
    }

    /// <summary>Takes a listed key off its list.</summary>
    public void Remove(int key)
    {
        var next = _next[key];
        var previous = _previous[key];
        _next[previous] = next;
        _previous[next] = previous;
        _counts[_list[key]]--;
        _list[key] = None;
    }

    /// <summary>Moves a listed key to the front of a list, its own or another.</summary>
    public void MoveToFront(int list, int key)
    {
        Remove(key);
        PushFront(list, key);
    }

    /// <summary>Takes the key at the back off a list that is not empty.</summary>
    public int PopBack(int list)
    {
        var key = Back(list);
        Remove(key);
        return key;
    }

    private int KeyOrNone(int node) => node >= _keys ? None : node;
}
