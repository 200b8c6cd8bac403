namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>
/// W-TinyLFU with a fixed window: new nodes enter a small LRU window; what falls out of it is admitted to the main space
/// only if it was seen more often than the node that it would displace. The main space is a segmented LRU whose
/// protected part holds at most 80 % of it.
/// </summary>
/// <remarks>
/// Source: Einziger, Friedman and Manes, "TinyLFU: a highly efficient cache admission policy", ACM Transactions on
/// Storage 13(4), 2017. One in 128 warm losers is admitted at random, so that nobody can lock the main space by colliding
/// with its counters. A heavy candidate has to beat the sum of the estimates of the nodes that make room for it. At
/// most <see cref="InspectionLimit"/> nodes are inspected per eviction, whatever the size.
/// </remarks>
internal sealed partial class TinyLfuPolicy : IEvictionPolicy
{
    public const double DefaultWindowRatio = 0.01;

    /// <summary>Largest number of nodes looked at to judge one candidate.</summary>
    internal const int InspectionLimit = 16;

    private const int Window = 0;
    private const int Probation = 1;
    private const int Protected = 2;
    private const double ProtectedRatio = 0.8;
    private const int WarmEstimate = 6;
    private const int SeenAgain = 2;

    private readonly NodeLists _lists = new(3);
    private readonly NodeWeights _weights = new();
    private readonly long[] _listWeights = new long[3];
    private readonly FrequencySketch _sketch;
    private readonly bool _countsUses;
    private uint[] _hashes = [];
    private uint _random;
    private double _windowRatio;
    private long _windowCapacity;
    private long _protectedCapacity;
    private int _candidate = -1;
    private int _displace;

    /// <param name="capacity">Total weight, at least 1.</param>
    /// <param name="windowRatio">Share of the window, above 0 and below 1.</param>
    /// <param name="seed">Seed of the random admission.</param>
    /// <param name="sketch">Estimates that somebody else keeps, or null for own ones.</param>
    public TinyLfuPolicy(long capacity, double windowRatio = DefaultWindowRatio, int seed = 1, FrequencySketch? sketch = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(windowRatio);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(windowRatio, 1);
        _windowRatio = windowRatio;
        _countsUses = sketch is null;
        _sketch = sketch ?? new FrequencySketch(capacity);
        _random = (uint)seed | 1;
        Resize(capacity);
    }

    public string Name => EvictionPolicies.TinyLfu;

    public long Capacity { get; private set; }

    public long Weight => _listWeights[Window] + _listWeights[Probation] + _listWeights[Protected];

    public int Count => _lists.Count(Window) + _lists.Count(Probation) + _lists.Count(Protected);

    /// <summary>When a candidate is admitted; may change at any time.</summary>
    internal AdmissionRule Admission { get; set; }

    /// <summary>Weight that the window may have.</summary>
    internal long WindowCapacity => _windowCapacity;

    /// <summary>Nodes inspected by the last call of <see cref="Evict"/>.</summary>
    internal int Inspected { get; private set; }

    public void Add(int node, uint hash, long weight)
    {
        if (node >= _hashes.Length)
        {
            Array.Resize(ref _hashes, Math.Max(node + 1, Math.Max(16, _hashes.Length * 2)));
        }

        _hashes[node] = hash;
        _weights[node] = weight;
        if (_countsUses)
        {
            _sketch.EnsureEntries(Count + 1);
            _sketch.Increment(hash);
        }

        if (weight <= _windowCapacity)
        {
            Enter(Window, node);
            return;
        }

        // What does not fit the window must not flush it: it is judged at once.
        Enter(Probation, node);
        _candidate = _candidate < 0 ? node : _candidate;
    }

    /// <summary>Whether a node is held; any number may be asked.</summary>
    internal bool Holds(int node) => _lists.ListOf(node) != NodeLists.None;

    public void Hit(int node, int uses = 1)
    {
        var list = _lists.ListOf(node);
        if (list == NodeLists.None)
        {
            return;
        }

        if (_countsUses)
        {
            _sketch.Increment(_hashes[node], uses);
        }

        if (list != Probation)
        {
            _lists.Move(list, node);
            return;
        }

        Leave(node);
        Enter(Protected, node);
        BalanceProtected();
    }

    public void Update(int node, long weight)
    {
        var list = _lists.ListOf(node);
        if (list == NodeLists.None)
        {
            return;
        }

        _listWeights[list] += weight - _weights[node];
        _weights[node] = weight;
        Hit(node);
        BalanceProtected();
    }

    public void Remove(int node)
    {
        if (_lists.ListOf(node) != NodeLists.None)
        {
            Leave(node);
        }
    }

    public int Evict(long limit)
    {
        Inspected = 0;
        if (_lists.ListOf(_candidate) != Probation)
        {
            _candidate = -1;
        }

        OverflowWindow();
        if (Weight <= limit)
        {
            _candidate = -1;
            _displace = 0;
            return -1;
        }

        var victim = Choose(limit);
        Leave(victim);
        return victim;
    }

    public void Resize(long capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
        if (_countsUses)
        {
            _sketch.Resize(capacity);
        }

        SetWindow(WindowTarget);
    }

    private void OverflowWindow()
    {
        while (_listWeights[Window] > _windowCapacity && _lists.Oldest(Window) is var node and >= 0)
        {
            Leave(node);
            Enter(Probation, node);
            _candidate = _candidate < 0 ? node : _candidate;
        }
    }

    private int Choose(long limit)
    {
        if (_displace > 0)
        {
            _displace--;
            return OldestOfMain(except: _candidate);
        }

        if (_candidate < 0)
        {
            return OldestOfMain(except: -1);
        }

        var candidate = _candidate;
        _candidate = _lists.Newer(candidate);
        var displaced = Judge(candidate, limit);
        if (displaced == 0)
        {
            return candidate;
        }

        _displace = displaced - 1;
        return OldestOfMain(except: candidate);
    }

    // How many of the oldest nodes of the main space the candidate displaces; 0 when it has to go itself.
    private int Judge(int candidate, long limit)
    {
        var needed = Math.Min(Weight - limit, _weights[candidate]);
        var victim = OldestOfMain(except: candidate);
        if (victim == candidate)
        {
            return 0;
        }

        long freed = 0;
        long worth = 0;
        var count = 0;
        while (victim >= 0 && victim != candidate && freed < needed && count < InspectionLimit - 1)
        {
            freed += _weights[victim];
            worth += _sketch.Estimate(_hashes[victim]);
            count++;
            victim = _lists.Newer(victim);
        }

        Inspected = count + 1;
        var estimate = _sketch.Estimate(_hashes[candidate]);
        return Admits(estimate, worth) || (estimate >= WarmEstimate && (NextRandom() & 127) == 0) ? count : 0;
    }

    private bool Admits(int estimate, long worth) => Admission switch
    {
        AdmissionRule.Relaxed => estimate > worth || estimate >= SeenAgain,
        AdmissionRule.Stubborn => estimate > worth + 1,
        _ => estimate > worth,
    };

    private int OldestOfMain(int except)
    {
        var oldest = _lists.Oldest(Probation);
        if (oldest >= 0 && oldest != except)
        {
            return oldest;
        }

        var next = _lists.Oldest(Protected);
        if (next >= 0)
        {
            return next;
        }

        return oldest >= 0 ? oldest : _lists.Oldest(Window);
    }

    private void BalanceProtected()
    {
        while (_listWeights[Protected] > _protectedCapacity && _lists.Oldest(Protected) is var node and >= 0)
        {
            Leave(node);
            Enter(Probation, node);
        }
    }

    private void Enter(int list, int node)
    {
        _lists.Add(list, node);
        _listWeights[list] += _weights[node];
    }

    private void Leave(int node)
    {
        _listWeights[_lists.ListOf(node)] -= _weights[node];
        _lists.Remove(node);
    }

    private uint NextRandom()
    {
        _random ^= _random << 13;
        _random ^= _random >> 17;
        _random ^= _random << 5;
        return _random;
    }
}
