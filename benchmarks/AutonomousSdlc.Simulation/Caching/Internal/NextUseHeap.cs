namespace AutonomousSdlc.Simulation.Caching.Internal;

/// <summary>
/// A binary max-heap of dense keys by the index of their next use, with a position per key so that a key's priority can be
/// changed in place. At most <c>capacity</c> keys; O(log n), no allocation after construction.
/// </summary>
internal sealed class NextUseHeap
{
    private const int Absent = -1;

    private readonly int[] _heap;
    private readonly int[] _nextUse;
    private readonly int[] _position;

    public NextUseHeap(int keys, int capacity)
    {
        _heap = new int[Math.Min(keys, capacity)];
        _nextUse = new int[keys];
        _position = new int[keys];
        Array.Fill(_position, Absent);
    }

    public int Count { get; private set; }

    /// <summary>The next use of the key that is used last of all. The heap must not be empty.</summary>
    public int Latest => _nextUse[_heap[0]];

    public bool Contains(int key) => _position[key] != Absent;

    public void Add(int key, int nextUse)
    {
        _nextUse[key] = nextUse;
        SiftUp(Count++, key);
    }

    /// <summary>Gives a key of the heap a later next use.</summary>
    public void Postpone(int key, int nextUse)
    {
        _nextUse[key] = nextUse;
        SiftUp(_position[key], key);
    }

    /// <summary>Puts a key in the place of the one used last of all.</summary>
    public void ReplaceLatest(int key, int nextUse)
    {
        _position[_heap[0]] = Absent;
        _nextUse[key] = nextUse;
        SiftDown(0, key);
    }

    public void Remove(int key)
    {
        var hole = _position[key];
        _position[key] = Absent;
        var last = _heap[--Count];
        if (last == key)
        {
            return;
        }

        if (_nextUse[last] > _nextUse[key])
        {
            SiftUp(hole, last);
        }
        else
        {
            SiftDown(hole, last);
        }
    }

    private void SiftUp(int hole, int key)
    {
        while (hole > 0)
        {
            var parent = (hole - 1) / 2;
            if (_nextUse[_heap[parent]] >= _nextUse[key])
            {
                break;
            }

            Place(hole, _heap[parent]);
            hole = parent;
        }

        Place(hole, key);
    }

    private void SiftDown(int hole, int key)
    {
        while (true)
        {
            var child = (2 * hole) + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && _nextUse[_heap[child + 1]] > _nextUse[_heap[child]])
            {
                child++;
            }

            if (_nextUse[_heap[child]] <= _nextUse[key])
            {
                break;
            }

            Place(hole, _heap[child]);
            hole = child;
        }

        Place(hole, key);
    }

    private void Place(int position, int key)
    {
        _heap[position] = key;
        _position[key] = position;
    }
}
