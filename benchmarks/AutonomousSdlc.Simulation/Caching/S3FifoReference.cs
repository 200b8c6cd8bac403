using AutonomousSdlc.Simulation.Caching.Internal;

namespace AutonomousSdlc.Simulation.Caching;

/// <summary>
/// S3-FIFO (Yang et al., "FIFO Queues are All You Need for Cache Eviction", SOSP 2023): a small and a main queue, and a
/// ghost queue of keys that left the small one. With the parameters of libCacheSim: small queue 10 % of the capacity, ghost
/// 90 % of it, promotion out of the small queue at two hits, hit counters capped at three.
/// </summary>
public sealed class S3FifoReference : IReplayPolicy
{
    private const int Small = 0;
    private const int Main = 1;
    private const int HitsToPromote = 2;
    private const byte MaximumHits = 3;
    private const long NotGhost = -1;

    private readonly KeyLists _queues;
    private readonly byte[] _hits;
    private readonly long[] _ghostedAt;
    private readonly int _smallCapacity;
    private readonly int _mainCapacity;
    private readonly int _ghostCapacity;
    private long _ghosted;

    public S3FifoReference(int keys, int capacity)
    {
        Capacity = Capacities.Require(capacity);
        _queues = new KeyLists(keys, 2);
        _hits = new byte[keys];
        _ghostedAt = new long[keys];
        Array.Fill(_ghostedAt, NotGhost);
        _smallCapacity = Math.Max(1, capacity / 10);
        _mainCapacity = capacity - _smallCapacity;
        _ghostCapacity = Math.Max(1, (int)(capacity * 9L / 10));
    }

    public int Capacity { get; }

    public int Count => _queues.Count(Small) + _queues.Count(Main);

    public bool Access(int key)
    {
        if (_queues.ListOf(key) != KeyLists.None)
        {
            _hits[key] = Math.Min(MaximumHits, (byte)(_hits[key] + 1));
            return true;
        }

        // The ghost queue holds the last _ghostCapacity keys that left the small queue: sequence numbers say which.
        var wasGhost = _ghostedAt[key] != NotGhost && _ghosted - _ghostedAt[key] <= _ghostCapacity;
        while (Count >= Capacity)
        {
            if (_queues.Count(Small) >= _smallCapacity || _queues.Count(Main) == 0)
            {
                EvictFromSmall();
            }
            else
            {
                EvictFromMain();
            }
        }

        _hits[key] = 0;
        if (wasGhost)
        {
            _ghostedAt[key] = NotGhost;
        }

        _queues.PushFront(wasGhost ? Main : Small, key);
        return false;
    }

    private void EvictFromSmall()
    {
        while (_queues.Count(Small) > 0)
        {
            var key = _queues.PopBack(Small);
            if (_hits[key] < HitsToPromote)
            {
                _ghostedAt[key] = _ghosted++;
                return;
            }

            _hits[key] = 0;
            _queues.PushFront(Main, key);
            if (_queues.Count(Main) > _mainCapacity)
            {
                EvictFromMain();
            }
        }
    }

    private void EvictFromMain()
    {
        while (true)
        {
            var key = _queues.PopBack(Main);
            if (_hits[key] == 0)
            {
                return;
            }

            _hits[key]--;
            _queues.PushFront(Main, key);
        }
    }
}
