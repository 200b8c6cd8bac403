using System.Numerics;
using System.Runtime.CompilerServices;
using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>Counts requests exactly, takes note of hits without a lock, and hands the notes to the policy in batches.</summary>
/// <remarks>
/// <para>The policy needs to know of hits only to judge evictions. With few evictions among many hits it is told of a
/// share of them, each standing for several; from one newcomer in 16 hits upward it is told of all. When notes come
/// faster than somebody drains, the oldest are overwritten.</para>
/// <para>Each thread is given a stripe when it first makes a request, so a few threads never share one.</para>
/// </remarks>
internal sealed class AccessBuffer
{
    private const int RingSize = 128;
    private const int StripesPerDrain = 8;
    private const int LargestShift = 4;

    /// <summary>Hits, or a sixteenth of it newcomers, after which the rate is chosen anew.</summary>
    private const int Period = 1024;

    private static int ThreadsSeen;

    [ThreadStatic]
    private static int ThreadNumber;

    private readonly AccessStripe[] _stripes;
    private readonly int[] _rings;
    private int _next;
    private int _shift;
    private long _recentHits;
    private long _recentNewcomers;

    public AccessBuffer()
    {
        var stripes = Math.Min(64, (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount) * 2);
        _stripes = [.. Enumerable.Range(0, stripes).Select(_ => new AccessStripe())];
        _rings = new int[stripes * RingSize];
        Array.Fill(_rings, -1);
    }

    public long Hits => Sum(static stripe => Volatile.Read(ref stripe.Hits));

    public long Misses => Sum(static stripe => Volatile.Read(ref stripe.Misses));

    /// <summary>One in how many hits the policy is told of.</summary>
    public int SamplingRate => 1 << Volatile.Read(ref _shift);

    private int OwnStripe
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (ThreadNumber != 0 ? ThreadNumber : NumberThread()) & (_stripes.Length - 1);
    }

    /// <summary>Counts a hit and may note it.</summary>
    /// <returns>Whether it is time for somebody to drain.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Hit(int slot)
    {
        var index = OwnStripe;
        var stripe = _stripes[index];
        var skipped = (1L << _shift) - 1;
        return (Interlocked.Increment(ref stripe.Hits) & skipped) == 0 && Note(stripe, index, slot);
    }

    public void Miss() => Interlocked.Increment(ref _stripes[OwnStripe].Misses);

    /// <summary>Says that the policy took in an entry; the caller holds the lock of the keeper.</summary>
    public void Newcomer() => _recentNewcomers++;

    /// <summary>Tells the policy of the hits noted by this thread, and of some noted by others; the caller holds the lock
    /// of the keeper.</summary>
    public void Drain(IEvictionPolicy policy)
    {
        var own = OwnStripe;
        Drain(own, policy);
        for (var i = Math.Min(StripesPerDrain, _stripes.Length - 1); i > 0; i--)
        {
            _next = (_next + 1) & (_stripes.Length - 1);
            Drain(_next, policy);
        }

        if (_recentHits + (16 * _recentNewcomers) >= Period)
        {
            ChooseRate();
        }
    }

    private static int NumberThread() => ThreadNumber = Interlocked.Increment(ref ThreadsSeen) | (1 << 30);

    private bool Note(AccessStripe stripe, int index, int slot)
    {
        var place = stripe.Noted++ & (RingSize - 1);
        Volatile.Write(ref _rings[(index * RingSize) + (int)place], slot);
        return (place & ((RingSize / 2) - 1)) == 0;
    }

    private void Drain(int index, IEvictionPolicy policy)
    {
        var stripe = _stripes[index];
        var noted = Volatile.Read(ref stripe.Noted);
        if (noted == stripe.Drained)
        {
            return;
        }

        var hits = Volatile.Read(ref stripe.Hits);
        _recentHits += hits - stripe.Seen;
        stripe.Seen = hits;

        // A lost note can set the counter back; then every place is looked at, since what was passed on is marked.
        var ring = _rings.AsSpan(index * RingSize, RingSize);
        var uses = 1 << _shift;
        for (var remaining = Math.Min(noted - stripe.Drained, RingSize); remaining > 0; remaining--)
        {
            ref var place = ref ring[(int)((noted - remaining) & (RingSize - 1))];
            policy.Hit(place, uses);
            place = -1;
        }

        stripe.Drained = noted;
    }

    private void ChooseRate()
    {
        var hitsPerNewcomer = _recentHits / Math.Max(1, _recentNewcomers);
        var shift = (BitOperations.Log2((ulong)hitsPerNewcomer | 1) - 2) / 2;
        Volatile.Write(ref _shift, Math.Clamp(shift, 0, LargestShift));
        _recentHits = 0;
        _recentNewcomers = 0;
    }

    private long Sum(Func<AccessStripe, long> counter)
    {
        long sum = 0;
        foreach (var stripe in _stripes)
        {
            sum += counter(stripe);
        }

        return sum;
    }
}
