namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>
/// Finds out which arm suits the requests best: each arm runs as a small cache of keys without values over the same
/// sample of keys, and the arm in use is replaced when another one hits more beyond doubt.
/// </summary>
/// <remarks>
/// Sampling whole keys by their hash keeps the hit ratio of a cache that is smaller by the same factor: Waldspurger et
/// al., "Cache modeling and optimization using miniature simulations" (USENIX ATC 2017). The arms are compared with each
/// other only, never with the real cache, because which hot keys fall into the sample shifts all of them alike.
/// </remarks>
internal sealed class ShadowArbiter
{
    private const int SmallestShadow = 64;
    private const int LargestShadow = 1 << 24;
    private const int LargestShift = 5;

    // Caches up to this size look at more keys while they are young, since their traces are often short.
    private const int LargestYoungEntries = 1 << 15;
    private const int YoungShift = 3;
    private const int TurnoversPerShift = 32;

    // Every look compares all arms; a change soon after the last one means that evidence came too early.
    private const int LeastRequestsPerLook = 256;
    private const int SoonLooks = 8;
    private const int MostPatience = 16;

    private readonly ShadowDirectory _directory = new();
    private readonly TinyLfuPolicy[] _shadows;
    private readonly FrequencySketch _sketch;
    private readonly PairedEvidence _evidence;
    private readonly IReadOnlyList<PolicyArm> _arms;
    private readonly int _finalShift;
    private int _shift;
    private int _size;
    private long _thinAt;
    private int _requests;
    private int _patience = 1;
    private int _quietLooks = SoonLooks;

    /// <param name="arms">The settings; at most 32.</param>
    /// <param name="current">The arm in use.</param>
    /// <param name="entries">Entries that the real cache holds when it is full.</param>
    /// <param name="seed">Seed of the shadows' random admission.</param>
    public ShadowArbiter(IReadOnlyList<PolicyArm> arms, int current, long entries, int seed)
    {
        Entries = entries;
        Current = current;
        _arms = arms;
        while (_finalShift < LargestShift && entries >> (_finalShift + 1) >= SmallestShadow)
        {
            _finalShift++;
        }

        _shift = entries <= LargestYoungEntries ? Math.Min(_finalShift, YoungShift) : _finalShift;
        _size = SizeAt(_shift);
        _thinAt = (long)_size * TurnoversPerShift;
        _sketch = new FrequencySketch(_size);
        _evidence = new PairedEvidence(arms.Count);
        _shadows = new TinyLfuPolicy[arms.Count];
        for (var arm = 0; arm < arms.Count; arm++)
        {
            _shadows[arm] = new TinyLfuPolicy(_size, arms[arm].WindowRatio, seed, _sketch) { Admission = arms[arm].Admission };
        }
    }

    /// <summary>Entries of the cache that this was built for.</summary>
    public long Entries { get; }

    /// <summary>Entries of each shadow.</summary>
    public int ShadowSize => _size;

    /// <summary>Keys in the shadows together.</summary>
    public int Keys => _directory.Count;

    /// <summary>The arm in use.</summary>
    public int Current { get; private set; }

    /// <summary>Sampled requests.</summary>
    public long Sampled { get; private set; }

    /// <summary>Changes so far.</summary>
    public int Decisions { get; private set; }

    /// <summary>The latest change, or null.</summary>
    public PolicyDecision? LastDecision { get; private set; }

    /// <summary>Whether requests of this key are looked at.</summary>
    public bool IsSampled(uint hash)
    {
        // Other bits than those that place the key in the sketch.
        hash *= 0x9e37_79b1;
        hash ^= hash >> 15;
        hash *= 0x85eb_ca77;
        return ((hash ^ (hash >> 13)) & ((1u << _shift) - 1)) == 0;
    }

    /// <summary>Shows the request of a sampled key to all arms.</summary>
    public void Request(uint hash)
    {
        if (++Sampled >= _thinAt && _shift < _finalShift)
        {
            Thin();
        }

        _sketch.Increment(hash);
        var id = _directory.Find(hash);
        var hits = _directory.Holders(id);
        var wasFull = _shadows[0].Count >= _size;
        _directory.Hold(id, (1u << _shadows.Length) - 1);
        for (var arm = 0; arm < _shadows.Length; arm++)
        {
            Request(_shadows[arm], 1u << arm, id, hash, (hits >> arm & 1) != 0);
        }

        _directory.ReleaseUnheld(id);
        if (wasFull)
        {
            _evidence.Count(hits, Current);
            Look();
        }
    }

    private void Request(TinyLfuPolicy shadow, uint holder, int id, uint hash, bool isHit)
    {
        if (isHit)
        {
            shadow.Hit(id);
            return;
        }

        shadow.Add(id, hash, weight: 1);
        Trim(shadow, holder, except: id);
    }

    private void Trim(TinyLfuPolicy shadow, uint holder, int except)
    {
        while (shadow.Evict(_size) is var victim and >= 0)
        {
            _directory.Drop(victim, holder);
            if (victim != except)
            {
                _directory.ReleaseUnheld(victim);
            }
        }
    }

    // Looks at half of the keys from here on, to cost less; what is known of that half stays.
    private void Thin()
    {
        _size = SizeAt(++_shift);
        _thinAt = Sampled + ((long)_size * TurnoversPerShift);
        for (var id = 0; id < _directory.Limit; id++)
        {
            if (_directory.Holders(id) != 0 && !IsSampled(_directory.HashOf(id)))
            {
                Array.ForEach(_shadows, shadow => shadow.Remove(id));
                _directory.Drop(id, uint.MaxValue);
                _directory.ReleaseUnheld(id);
            }
        }

        _sketch.Resize(_size);
        for (var arm = 0; arm < _shadows.Length; arm++)
        {
            _shadows[arm].Resize(_size);
            Trim(_shadows[arm], 1u << arm, except: -1);
        }

        _evidence.Clear();
    }

    private int SizeAt(int shift) => (int)Math.Clamp(Entries >> shift, 2, LargestShadow);

    private void Look()
    {
        if (++_requests < (long)Math.Max(LeastRequestsPerLook, _size) * _patience)
        {
            return;
        }

        _requests = 0;
        var better = _evidence.Better();
        if (better < 0)
        {
            _evidence.Fade();
            if (++_quietLooks % SoonLooks == 0)
            {
                _patience = Math.Max(1, _patience / 2);
            }

            return;
        }

        if (_quietLooks < SoonLooks)
        {
            _patience = Math.Min(_patience * 2, MostPatience);
        }

        _quietLooks = 0;
        LastDecision = new PolicyDecision(++Decisions, Sampled, _arms[Current], _arms[better], _evidence.Gained(better), _evidence.Lost(better));
        Current = better;
        _evidence.Clear();
    }
}
