using System.Diagnostics;
using System.Runtime.CompilerServices;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>
/// What a thread needs to hand out leases without sharing anything: cells that remember which of its leases are out, and
/// a random state. Only its own thread fills cells; whichever thread ends a lease empties its cell with one exchange,
/// and that exchange succeeds once.
/// </summary>
internal sealed class LeaseRing
{
    internal const int InitialCells = 64;
    internal const int MaximumCells = 1 << 16;
    private const int NearProbes = 16;
    private const int FarProbes = 16;

    /// <summary>Share of the ring that a far probe goes on by; the golden section spreads probes evenly.</summary>
    private const double Jump = 0.618;

    [ThreadStatic]
    private static LeaseRing? OfThread;

    private long[] _cells = new long[InitialCells];
    private long _lastTicket;
    private int _next;
    private ulong _random;

    private LeaseRing()
    {
        _random = SplitMix64.Mix((ulong)Stopwatch.GetTimestamp() ^ ((ulong)Environment.CurrentManagedThreadId << 48));
    }

    public ref ulong Random => ref _random;

    public static LeaseRing Current => OfThread ?? Create();

    public LeaseTicket Issue(int cost)
    {
        var cells = _cells;
        var index = _next & (cells.Length - 1);
        if (Volatile.Read(ref cells[index]) != 0)
        {
            index = FindFreeCell(index);
            cells = _cells;
        }

        var ticket = ++_lastTicket;
        cells[index] = ticket;
        _next = index + 1;
        return new LeaseTicket(cells, index, cost, ticket);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LeaseRing Create() => OfThread = new LeaseRing();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FindFreeCell(int start)
    {
        var index = start;
        for (var probe = 1; probe < NearProbes + FarProbes; probe++)
        {
            // Calls that last long occupy neighbouring cells; far probes get past them, so that only a full ring grows.
            var step = probe < NearProbes ? 1 : (int)(_cells.Length * Jump) | 1;
            index = (index + step) & (_cells.Length - 1);
            if (Volatile.Read(ref _cells[index]) == 0)
            {
                return index;
            }
        }

        // Leases that are out keep the old cells alive, so nothing has to be copied; leases that nobody ever ends
        // are forgotten with the array they sit in.
        _cells = new long[Math.Min(_cells.Length * 2, MaximumCells)];
        return 0;
    }
}
