using System.Numerics;

namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>Finds nodes whose time is over in O(1) per node, whatever their number.</summary>
/// <remarks>
/// Hierarchical timing wheel: Varghese and Lauck, "Hashed and hierarchical timing wheels" (1987). Four wheels of buckets
/// that are 1 s, 65 s, 70 min and 37 h wide (powers of two of a millisecond); a node moves to a finer wheel as its time
/// comes near. Times are milliseconds of the caller's monotonic clock.
/// </remarks>
internal sealed class TimerWheel
{
    public const long Never = long.MaxValue;

    private static readonly int[] Shifts = [10, 16, 22, 27];
    private static readonly int[] Sizes = [64, 64, 32, 64];
    private static readonly int[] Starts = [0, 64, 128, 160];
    private const int ExpiredList = 224;

    private readonly NodeLists _lists = new(ExpiredList + 1);
    private long[] _due = [];
    private long _now;

    public TimerWheel(long now)
    {
        _now = now;
    }

    /// <summary>Number of nodes whose expiry is awaited.</summary>
    public int Count { get; private set; }

    /// <summary>When to call <see cref="Advance"/> next, or <see cref="Never"/>; not before something may be due.</summary>
    public long Next { get; private set; } = Never;

    /// <summary>Awaits the time of a node; replaces what was awaited for it.</summary>
    public void Schedule(int node, long due)
    {
        Cancel(node);
        if (node >= _due.Length)
        {
            Array.Resize(ref _due, Math.Max(node + 1, Math.Max(16, _due.Length * 2)));
        }

        _due[node] = due;
        Count++;
        Place(node);
    }

    /// <summary>Stops waiting for a node; unknown nodes are ignored.</summary>
    public void Cancel(int node)
    {
        if (_lists.ListOf(node) != NodeLists.None)
        {
            _lists.Remove(node);
            Count--;
        }
    }

    /// <summary>Moves the wheel; nodes whose time is over are then answered by <see cref="TakeExpired"/>.</summary>
    public void Advance(long now)
    {
        if (now < Next)
        {
            return;
        }

        var before = _now;
        _now = Math.Max(before, now);
        for (var level = 0; level < Shifts.Length; level++)
        {
            var from = before >> Shifts[level];
            var to = _now >> Shifts[level];
            var buckets = Math.Min(to - from + 1, Sizes[level]);
            for (var i = 0; i < buckets; i++)
            {
                Sift(Starts[level] + (int)((from + i) & (Sizes[level] - 1)));
            }

            if (to == from)
            {
                break;
            }
        }

        Next = FindNext();
    }

    /// <summary>The next node whose time is over, or -1.</summary>
    public int TakeExpired()
    {
        var node = _lists.Oldest(ExpiredList);
        if (node < 0)
        {
            return -1;
        }

        Cancel(node);
        if (_lists.Count(ExpiredList) == 0)
        {
            Next = FindNext();
        }

        return node;
    }

    private void Sift(int list)
    {
        for (var remaining = _lists.Count(list); remaining > 0; remaining--)
        {
            var node = _lists.Oldest(list);
            _lists.Remove(node);
            Place(node);
        }
    }

    private void Place(int node)
    {
        var due = _due[node];
        if (due <= _now)
        {
            _lists.Add(ExpiredList, node);
            Next = _now;
            return;
        }

        // Distances beyond the coarsest wheel wait in its farthest bucket and are placed again from there.
        var level = Level(due - _now);
        var farthest = _now + ((Sizes[level] - 1L) << Shifts[level]);
        var tick = Math.Min(due, farthest) >> Shifts[level];
        _lists.Add(Starts[level] + (int)(tick & (Sizes[level] - 1)), node);
        Next = Math.Min(Next, level == 0 ? (tick + 1) << Shifts[0] : tick << Shifts[level]);
    }

    private static int Level(long distance)
    {
        var bits = 64 - BitOperations.LeadingZeroCount((ulong)distance);
        return bits <= Shifts[1] ? 0 : bits <= Shifts[2] ? 1 : bits <= Shifts[3] ? 2 : 3;
    }

    private long FindNext()
    {
        if (_lists.Count(ExpiredList) > 0)
        {
            return _now;
        }

        var next = Never;
        for (var level = 0; level < Shifts.Length && Count > 0; level++)
        {
            var tick = _now >> Shifts[level];
            for (var i = level == 0 ? 0 : 1; i <= Sizes[level]; i++)
            {
                if (_lists.Count(Starts[level] + (int)((tick + i) & (Sizes[level] - 1))) > 0)
                {
                    next = Math.Min(next, (tick + i + (level == 0 ? 1 : 0)) << Shifts[level]);
                    break;
                }
            }
        }

        return next;
    }
}
