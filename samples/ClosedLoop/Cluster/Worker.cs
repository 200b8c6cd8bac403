namespace ClosedLoop.Cluster;

/// <summary>A worker process that takes traffic.</summary>
/// <param name="Slot">Slot that it runs in.</param>
/// <param name="Id">Identity of the instance.</param>
/// <param name="Address">Where it listens.</param>
internal sealed record Worker(string Slot, string Id, Uri Address);
