using System.Globalization;
using AutonomousSdlc.Deployment;
using AutonomousSdlc.Deployment.Forwarder;
using AutonomousSdlc.Scaling;
using ClosedLoop.Demand;
using ClosedLoop.Display;
using ClosedLoop.Release;

namespace ClosedLoop.Cluster;

/// <summary>The running system: store, front end, workers, orchestrator, autoscaler and users.</summary>
internal sealed class LoopCluster : IAsyncDisposable
{
    private readonly SlowStore _store;
    private readonly ServiceGates _gates;
    private readonly ServiceProvider _services;
    private readonly DecisionLog _log;
    private readonly IForwarder _forwarder;
    private readonly IAutoscaler _autoscaler;
    private readonly DirectoryInfo _state;

    private LoopCluster(SlowStore store, ServiceGates gates, ServiceProvider services, DecisionLog log, DirectoryInfo state)
    {
        _store = store;
        _gates = gates;
        _services = services;
        _log = log;
        _state = state;
        _forwarder = services.GetRequiredService<IForwarder>();
        _autoscaler = services.GetRequiredKeyedService<IAutoscaler>("workers");
        Fleet = services.GetRequiredService<WorkerFleet>();
    }

    public DemandSource Demand { get; private set; } = null!;

    public WorkerFleet Fleet { get; }

    public IReadOnlyList<string> Decisions => _log.Sentences;

    /// <summary>Workers that the autoscaler wants now.</summary>
    public int DesiredWorkers => _autoscaler.LastDecision?.To ?? LoopSettings.MinimumWorkers;

    /// <summary>Workers of the slot with the traffic that take requests.</summary>
    public int ReadyWorkers => Serving.Count;

    /// <summary>The workers of the slot with the traffic.</summary>
    public IReadOnlyList<Worker> Serving => ActiveSlot is { } slot ? Fleet.InSlot(slot) : [];

    /// <summary>The slot that the next release takes.</summary>
    public string IdleSlot => ActiveSlot is { } slot ? Slots.Other(slot) : Slots.Blue;

    private IDeploymentTarget Target => _services.GetRequiredService<IDeploymentTarget>();

    private string? ActiveSlot { get; set; }

    public static async Task<LoopCluster> StartAsync(
        LoopOptions options,
        PageSource pages,
        ServiceCopy source,
        IDisplay display,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        var store = await SlowStore.StartAsync(timeProvider, cancellationToken);
        var gates = new ServiceGates(source, display);
        var log = new DecisionLog(display);
        var capacity = Math.Max(1, (int)(pages.Distinct * LoopSettings.CacheShare));
        var commands = new WorkerCommands(store.Address, source, capacity, options.Seed);
        var state = Directory.CreateTempSubdirectory("closed-loop-state-");
        var services = LoopServices.Compose(options, commands, gates, CreateEnvironment(), log, state.FullName, timeProvider);
        var cluster = new LoopCluster(store, gates, services, log, state);
        try
        {
            await cluster.BeginAsync(options, pages, timeProvider, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Deploys a version with as many workers as serve now.</summary>
    public async Task<DeploymentResult> DeployAsync(string version, CancellationToken cancellationToken)
    {
        var result = await _services.GetRequiredService<IDeploymentOrchestrator>().DeployToProductionAsync(
            LoopSettings.Service,
            version,
            LoopSettings.Environment,
            Math.Max(ReadyWorkers, LoopSettings.MinimumWorkers),
            cancellationToken);
        await RefreshActiveSlotAsync(cancellationToken);
        return result;
    }

    public async Task<string?> ServingVersionAsync(CancellationToken cancellationToken) =>
        ActiveSlot is { } slot ? (await Target.ObserveSlotAsync(slot, cancellationToken)).Version : null;

    public ValueTask<TrafficState> ObserveTrafficAsync() => _forwarder.Router.ObserveAsync();

    /// <summary>Bad answers that the forwarder has counted since its start.</summary>
    public async Task<long> FailuresAtTheForwarderAsync() =>
        (await ObserveTrafficAsync()).Slots.Values.Sum(slot => slot.Total.Failures);

    /// <summary>Executions next to answers. Exact only while nothing is under way.</summary>
    public async Task<Executions> ExecutionsAsync()
    {
        var counters = Demand.Counters;
        return new Executions((await Fleet.StatisticsAsync()).Executed, counters.Succeeded + counters.Failed);
    }

    public async Task<string> DescribeSlotsAsync()
    {
        await RefreshActiveSlotAsync(CancellationToken.None);
        var traffic = await ObserveTrafficAsync();
        var parts = new List<string>();
        foreach (var slot in Slots.All)
        {
            var observation = await Target.ObserveSlotAsync(slot);
            if (observation.Version is { } version)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{slot} v{version} {traffic.WeightOf(slot)} %"));
            }
        }

        return string.Join(", ", parts);
    }

    /// <summary>Stops users first, then whoever acts, then what they act on.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Demand is not null)
        {
            await Demand.DisposeAsync();
        }

        await _gates.DisposeAsync();
        await _autoscaler.DisposeAsync();
        await _forwarder.DisposeAsync();
        await _services.DisposeAsync();
        await _store.DisposeAsync();
        _state.Delete(recursive: true);
    }

    private static DeploymentEnvironment CreateEnvironment() => new()
    {
        Name = LoopSettings.Environment,
        Service = LoopSettings.Service,
        Health = { Path = "/ready", Interval = TimeSpan.FromMilliseconds(250) },
        Strategy = { Bake = LoopSettings.Bake, Interval = TimeSpan.FromMilliseconds(250), ErrorRatioLimit = 0.05 },
        Drain = { Deadline = TimeSpan.FromSeconds(15) },
    };

    private async Task BeginAsync(LoopOptions options, PageSource pages, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        await _forwarder.StartAsync(cancellationToken);
        var first = await DeployAsync("1", cancellationToken);
        if (!first.IsSuccess)
        {
            throw new LoopException($"Version 1 did not start ({first.Status}): {string.Join(' ', first.Reasons)}");
        }

        _autoscaler.Start();
        Demand = new DemandSource(_forwarder.Address, pages, options.Seed, timeProvider);
        Demand.Start();
    }

    private async ValueTask RefreshActiveSlotAsync(CancellationToken cancellationToken) =>
        ActiveSlot = await LoopServices.ActiveSlotAsync(_forwarder.Router, cancellationToken);
}
