using System.Numerics;
using System.Runtime.CompilerServices;
using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>Takes note of hits without a lock and hands them to the policy in batches.</summary>
/// <remarks>One atomic increment per hit both counts it exactly and claims a place in a ring. When hits come faster than
/// somebody drains, the oldest notes are overwritten: the policy then works on a sample, the counters stay exact.</remarks>
internal sealed class AccessBuffer
{
    private const int StripesPerDrain = 8;

    private readonly AccessStripe[] _stripes;
    private readonly int[] _rings;
    private int _next;

    public AccessBuffer()
    {
        var stripes = Math.Min(64, (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount) * 2);
        _stripes = [.. Enumerable.Range(0, stripes).Select(_ => new AccessStripe())];
        _rings = new int[stripes * AccessStripe.RingSize];
        Array.Fill(_rings, -1);
    }

    public long Hits => Sum(static stripe => Volatile.Read(ref stripe.Hits));

    public long Misses => Sum(static stripe => Volatile.Read(ref stripe.Misses));

    /// <summary>Notes a hit.</summary>
    /// <returns>Whether it is time for somebody to drain.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Hit(int slot)
    {
        var index = Environment.CurrentManagedThreadId & (_stripes.Length - 1);
        var place = (int)Interlocked.Increment(ref _stripes[index].Hits) & (AccessStripe.RingSize - 1);
        Volatile.Write(ref _rings[(index * AccessStripe.RingSize) + place], slot);
        return (place & ((AccessStripe.RingSize / 2) - 1)) == 0;
    }

    public void Miss() =>
        Interlocked.Increment(ref _stripes[Environment.CurrentManagedThreadId & (_stripes.Length - 1)].Misses);

    /// <summary>Tells the policy of the hits noted by this thread, and of some noted by others; the caller holds the lock
    /// of the keeper.</summary>
    public void Drain(IEvictionPolicy policy)
    {
        var own = Environment.CurrentManagedThreadId & (_stripes.Length - 1);
        Drain(own, policy);
        for (var i = Math.Min(StripesPerDrain, _stripes.Length - 1); i > 0; i--)
        {
            _next = (_next + 1) & (_stripes.Length - 1);
            Drain(_next, policy);
        }
    }

    private void Drain(int index, IEvictionPolicy policy)
    {
        var stripe = _stripes[index];
        var end = Volatile.Read(ref stripe.Hits);
        var ring = _rings.AsSpan(index * AccessStripe.RingSize, AccessStripe.RingSize);
        for (var position = Math.Max(stripe.Drained, end - AccessStripe.RingSize) + 1; position <= end; position++)
        {
            // A place that was claimed but not written yet holds -1, which no policy knows.
            ref var place = ref ring[(int)position & (AccessStripe.RingSize - 1)];
            policy.Hit(place);
            place = -1;
        }

        stripe.Drained = end;
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
