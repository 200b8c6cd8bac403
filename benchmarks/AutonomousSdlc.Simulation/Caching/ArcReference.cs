using AutonomousSdlc.Simulation.Caching.Internal;

namespace AutonomousSdlc.Simulation.Caching;

/// <summary>
/// ARC (Megiddo and Modha, "ARC: A Self-Tuning, Low Overhead Replacement Cache", FAST 2003), figure 4: two LRU lists of
/// resident entries, requested once and more often, each continued by a list of evicted keys whose hits move the target
/// size of the first.
/// </summary>
public sealed class ArcReference(int keys, int capacity) : IReplayPolicy
{
    private const int Once = 0;
    private const int Often = 1;
    private const int OnceGhost = 2;
    private const int OftenGhost = 3;

    private readonly KeyLists _lists = new(keys, 4);
    private double _onceTarget;

    public int Capacity { get; } = Capacities.Require(capacity);

    public int Count => _lists.Count(Once) + _lists.Count(Often);

    public bool Access(int key)
    {
        switch (_lists.ListOf(key))
        {
            case Once or Often:
                _lists.MoveToFront(Often, key);
                return true;
            case OnceGhost:
                _onceTarget = Math.Min(Capacity, _onceTarget + Step(OftenGhost, OnceGhost));
                Replace(hitInOftenGhost: false);
                _lists.MoveToFront(Often, key);
                return false;
            case OftenGhost:
                _onceTarget = Math.Max(0, _onceTarget - Step(OnceGhost, OftenGhost));
                Replace(hitInOftenGhost: true);
                _lists.MoveToFront(Often, key);
                return false;
            default:
                MakeRoom();
                _lists.PushFront(Once, key);
                return false;
        }
    }

    /// <summary>One, or the ratio of the other ghost list to the one that was hit when that is larger.</summary>
    private double Step(int other, int hit) => Math.Max(1.0, (double)_lists.Count(other) / _lists.Count(hit));

    private void MakeRoom()
    {
        var onceTotal = _lists.Count(Once) + _lists.Count(OnceGhost);
        if (onceTotal == Capacity)
        {
            if (_lists.Count(Once) == Capacity)
            {
                _lists.PopBack(Once);
                return;
            }

            _lists.PopBack(OnceGhost);
            Replace(hitInOftenGhost: false);
            return;
        }

        var total = onceTotal + _lists.Count(Often) + _lists.Count(OftenGhost);
        if (total < Capacity)
        {
            return;
        }

        if (total == 2 * Capacity)
        {
            _lists.PopBack(OftenGhost);
        }

        Replace(hitInOftenGhost: false);
    }

    private void Replace(bool hitInOftenGhost)
    {
        var once = _lists.Count(Once);
        var fromOnce = once > 0 && (once > _onceTarget || (hitInOftenGhost && once == (int)_onceTarget));
        if (fromOnce || _lists.Count(Often) == 0)
        {
            _lists.PushFront(OnceGhost, _lists.PopBack(Once));
        }
        else
        {
            _lists.PushFront(OftenGhost, _lists.PopBack(Often));
        }
    }
}
