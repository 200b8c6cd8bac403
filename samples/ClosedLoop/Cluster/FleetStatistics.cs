using ClosedLoop.Service;

namespace ClosedLoop.Cluster;

/// <summary>What all workers counted, those that have left included. A killed worker takes its counts with it.</summary>
internal sealed record FleetStatistics(IReadOnlyList<WorkerStatistics> Active, IReadOnlyList<WorkerStatistics> Retired)
{
    private IEnumerable<WorkerStatistics> All => Active.Concat(Retired);

    /// <summary>Hits per look-up; null before the first.</summary>
    public double? HitRatio => Ratio(worker => worker.Hits);

    /// <summary>Hits per look-up that LRU would have had; null before the first.</summary>
    public double? LruHitRatio => Ratio(worker => worker.LruHits);

    /// <summary>Filled share of the emptiest cache among the active workers, 0 to 1.</summary>
    public double LeastFilled => Active.Select(worker => (double)worker.Entries / worker.Capacity).DefaultIfEmpty().Min();

    /// <summary>Active workers that have had traffic.</summary>
    public int ActiveWorkers => Active.Count(worker => worker.Requests > 0);

    /// <summary>Requests that were executed.</summary>
    public long Executed => All.Sum(worker => worker.Requests);

    private double? Ratio(Func<WorkerStatistics, long> hits)
    {
        var lookups = All.Sum(worker => worker.Lookups);
        return lookups == 0 ? null : (double)All.Sum(hits) / lookups;
    }
}
