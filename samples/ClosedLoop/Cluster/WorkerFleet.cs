using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using AutonomousSdlc.Scaling;
using ClosedLoop.Service;

namespace ClosedLoop.Cluster;

/// <summary>
/// Follows the worker processes: puts ready ones into the node registry of their slot, lets leaving ones finish, and
/// reads their statistics.
/// </summary>
internal sealed class WorkerFleet(Func<string, INodeRegistry> registryOf) : IDisposable
{
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConcurrentDictionary<string, Worker> _workers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WorkerStatistics> _retired = new(StringComparer.Ordinal);
    private int _leaving;
    private int _drained;
    private int _cutOff;

    /// <summary>Workers that were idle when they were stopped.</summary>
    public int Drained => Volatile.Read(ref _drained);

    /// <summary>Workers that still had requests when their time to drain was over.</summary>
    public int CutOff => Volatile.Read(ref _cutOff);

    /// <summary>Workers that are draining.</summary>
    public int Leaving => Volatile.Read(ref _leaving);

    public IReadOnlyList<Worker> InSlot(string slot) =>
        [.. _workers.Values.Where(worker => worker.Slot == slot).OrderBy(worker => worker.Id, StringComparer.Ordinal)];

    public void Join(Worker worker)
    {
        _workers[worker.Id] = worker;
        registryOf(worker.Slot).Register(new NodeDescriptor(worker.Id, worker.Address));
    }

    /// <summary>Keeps new requests away from a worker and waits until it has answered the ones it has.</summary>
    public async Task LeaveAsync(string id, CancellationToken cancellationToken)
    {
        if (!_workers.TryGetValue(id, out var worker))
        {
            return;
        }

        Interlocked.Increment(ref _leaving);
        try
        {
            var result = await registryOf(worker.Slot).DrainAsync(id, DrainDeadline, cancellationToken);
            Interlocked.Increment(ref result.IsIdle ? ref _drained : ref _cutOff);
            if (await ReadAsync(worker) is { } statistics)
            {
                _retired[id] = statistics;
            }
        }
        finally
        {
            Remove(id);
            Interlocked.Decrement(ref _leaving);
        }
    }

    /// <summary>Forgets a worker whose process has ended.</summary>
    public void Remove(string id)
    {
        if (_workers.TryRemove(id, out var worker))
        {
            registryOf(worker.Slot).Deregister(id);
        }
    }

    public async Task<FleetStatistics> StatisticsAsync()
    {
        // Retired first: a worker that leaves in between is then counted once, as active.
        var retired = _retired.Values.ToArray();
        var active = await Task.WhenAll(_workers.Values.Select(ReadAsync));
        var present = active.OfType<WorkerStatistics>().ToArray();
        var names = present.Select(worker => worker.Worker).ToHashSet(StringComparer.Ordinal);
        return new FleetStatistics(present, [.. retired.Where(worker => !names.Contains(worker.Worker))]);
    }

    /// <summary>Ends a worker with SIGKILL, as the kernel or an operator would.</summary>
    /// <returns>What was killed.</returns>
    public async Task<string> KillAsync(Worker worker, CancellationToken cancellationToken)
    {
        var statistics = await _client.GetFromJsonAsync(new Uri(worker.Address, "statistics"), WorkerJson.Default.WorkerStatistics, cancellationToken)
            ?? throw new LoopException($"Worker {worker.Id} gave no statistics.");
        using var process = Process.GetProcessById(statistics.ProcessId);
        process.Kill();
        return string.Create(CultureInfo.InvariantCulture, $"{worker.Id} (process {statistics.ProcessId})");
    }

    public async Task SlowDownAsync(Worker worker, double factor, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"slowdown/{factor}");
        using var response = await _client.PostAsync(new Uri(worker.Address, path), content: null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public void Dispose() => _client.Dispose();

    /// <summary>A worker that has just ended has no statistics.</summary>
    private async Task<WorkerStatistics?> ReadAsync(Worker worker)
    {
        try
        {
            return await _client.GetFromJsonAsync(new Uri(worker.Address, "statistics"), WorkerJson.Default.WorkerStatistics);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }
}
