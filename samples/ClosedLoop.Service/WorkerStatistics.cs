namespace ClosedLoop.Service;

/// <summary>What a worker counted since its start.</summary>
/// <param name="Worker">Name of the process.</param>
/// <param name="Version">Version that it runs.</param>
/// <param name="ProcessId">Identity of the process.</param>
/// <param name="Requests">Requests that it executed, defective answers included.</param>
/// <param name="Lookups">Cache look-ups.</param>
/// <param name="Hits">Look-ups that needed no load of their own.</param>
/// <param name="LruHits">Look-ups that a least-recently-used cache of the same size would have answered.</param>
/// <param name="Entries">Entries in the cache.</param>
/// <param name="Capacity">Entries that the cache may hold.</param>
public sealed record WorkerStatistics(
    string Worker,
    string Version,
    int ProcessId,
    long Requests,
    long Lookups,
    long Hits,
    long LruHits,
    long Entries,
    long Capacity);
