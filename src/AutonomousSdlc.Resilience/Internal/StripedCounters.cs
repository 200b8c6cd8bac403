using System.Numerics;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>
/// Counters that many processors increment without meeting. A new set has one stripe; a busy one grows to one stripe per
/// processor, so that thousands of quiet partitions stay small.
/// </summary>
internal sealed class StripedCounters
{
    private const int MaximumStripes = 16;
    private const int BusyMask = 0xFFF;

    private static readonly int StripesWhenBusy = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, MaximumStripes));

    private readonly Lock _growth = new();
    private CounterCell[] _cells = [new()];

    public void Increment(CounterId id)
    {
        var cells = _cells;
        var cell = cells[Thread.GetCurrentProcessorId() & (cells.Length - 1)];
        if ((Interlocked.Increment(ref cell[id]) & BusyMask) == 0 && cells.Length < StripesWhenBusy)
        {
            Grow();
        }
    }

    /// <returns>Sum over the stripes; exact once nobody increments.</returns>
    public long Sum(CounterId id)
    {
        var sum = 0L;
        foreach (var cell in Volatile.Read(ref _cells))
        {
            sum += Volatile.Read(ref cell[id]);
        }

        return sum;
    }

    public void AddTo(long[] totals)
    {
        for (var i = 0; i < CounterCell.Count; i++)
        {
            totals[i] += Sum((CounterId)i);
        }
    }

    private void Grow()
    {
        lock (_growth)
        {
            if (_cells.Length >= StripesWhenBusy)
            {
                return;
            }

            // The old stripe keeps its counts and its readers: only new ones are added beside it.
            var grown = new CounterCell[StripesWhenBusy];
            _cells.CopyTo(grown, 0);
            for (var i = _cells.Length; i < grown.Length; i++)
            {
                grown[i] = new CounterCell();
            }

            Volatile.Write(ref _cells, grown);
        }
    }
}
