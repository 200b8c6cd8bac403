using AutonomousSdlc.Deployment.Internal;
using AutonomousSdlc.Deployment.Internal.Journal;
using AutonomousSdlc.Testing;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Tests.Fixtures;

/// <summary>A world in memory under virtual time, in which orchestrators come and go.</summary>
internal sealed class Stage : IDisposable
{
    public const string Service = "shop";
    public const string Production = "production";

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _directory = new();
    private readonly InMemoryTrafficRouter _router;

    public Stage()
    {
        _router = new InMemoryTrafficRouter(Time);
        Router = new WatchedRouter(_router, Target);
        Options.StateDirectory = _directory.Path;
        Options.Environments.Add(Environment);
        Composition.Router = (_, _) => Router;
        Composition.Target = (_, _) => OuterTarget ?? Target;
        Composition.Probe = _ => Target;
    }

    public ManualTimeProvider Time { get; } = new();

    public InMemoryDeploymentTarget Target { get; } = new();

    /// <summary>Stands before the target, to interfere.</summary>
    public IDeploymentTarget? OuterTarget { get; set; }

    public WatchedRouter Router { get; }

    public InMemoryTrafficRouter InnerRouter => _router;

    public DeploymentOptions Options { get; } = new();

    public DeploymentEnvironment Environment { get; } = new()
    {
        Name = Production,
        Service = Service,
        Strategy = new StrategySettings { Bake = TimeSpan.FromSeconds(10) },
    };

    public DeploymentComposition Composition { get; } = new();

    public LogRecorder Logs { get; } = new();

    /// <summary>Requests per tick that the serving slot completes.</summary>
    public int RequestsPerTick { get; set; } = 5;

    /// <summary>Versions whose every nth request fails.</summary>
    public Dictionary<string, int> FailsEvery { get; } = [];

    /// <summary>Runs at every tick.</summary>
    public Action? OnTick { get; set; }

    public string JournalPath => Path.Combine(_directory.Path, $"{Production}.{Service}.journal");

    public DeploymentOrchestrator CreateOrchestrator(PowerCutPoint? powerCut = null)
    {
        var environments = new EnvironmentSet(Composition, new StaticOptions(Options), string.Empty, NoServices.Instance)
        {
            Intercept = powerCut is null ? null : writer => new PowerCutWriter(writer, powerCut),
        };
        return new DeploymentOrchestrator(Composition, environments, NoServices.Instance, Time, Logs.CreateLogger<DeploymentOrchestrator>());
    }

    public static DeploymentRequest Request(string version, int? replicas = 2) =>
        new() { Service = Service, Version = version, Environment = Production, Replicas = replicas };

    public Task<DeploymentResult> DeployAsync(string version, PowerCutPoint? powerCut = null, CancellationToken cancellationToken = default) =>
        RunAsync(() => CreateOrchestrator(powerCut).DeployAsync(Request(version), cancellationToken));

    public async Task<DeploymentResult?> RecoverAsync(PowerCutPoint? powerCut = null) =>
        (await RunAsync(() => CreateOrchestrator(powerCut).RecoverAsync())).SingleOrDefault();

    /// <summary>Moves the clock until the task is complete, with traffic at every tick.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> start) => Task.Run(async () =>
    {
        var began = TimeProvider.System.GetTimestamp();
        var task = start();
        while (!task.IsCompleted)
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Patience, "The deployment hangs.");
            await ServeAsync();
            OnTick?.Invoke();
            Time.Advance(Tick);
            await Task.Yield();
        }

        return await task;
    });

    /// <summary>Version that all traffic goes to; <see langword="null"/> when no slot has weight.</summary>
    public async Task<string?> ServingVersionAsync()
    {
        var state = await _router.ObserveAsync(CancellationToken.None);
        var slot = state.Slots.SingleOrDefault(slot => slot.Value.Weight == TrafficChange.FullWeight).Key;
        return slot is null ? null : (await Target.ObserveSlotAsync(slot, CancellationToken.None)).Version;
    }

    /// <summary>Exactly one slot serves with full weight and the other one is stopped.</summary>
    public async Task ShouldBeSettledAsync()
    {
        await Router.CheckAsync();
        Router.Violations.ShouldBeEmpty();
        var state = await _router.ObserveAsync(CancellationToken.None);
        state.Slots.Values.Sum(slot => slot.Weight).ShouldBeOneOf(0, TrafficChange.FullWeight);
        foreach (var slot in Slots.All.Where(slot => state.WeightOf(slot) == 0))
        {
            (await Target.ObserveSlotAsync(slot, CancellationToken.None)).Instances.ShouldBeEmpty();
        }
    }

    public IReadOnlyList<JournalRecord> Records() => JournalReader.Parse(File.ReadAllBytes(JournalPath), JournalPath).Records;

    public void Dispose()
    {
        Logs.Dispose();
        _directory.Dispose();
    }

    private async Task ServeAsync()
    {
        var state = await _router.ObserveAsync(CancellationToken.None);
        foreach (var (slot, _) in state.Slots.Where(slot => slot.Value.Weight > 0))
        {
            var version = (await Target.ObserveSlotAsync(slot, CancellationToken.None)).Version;
            var failures = version is not null && FailsEvery.TryGetValue(version, out var every) ? RequestsPerTick / every : 0;
            _router.Count(slot, RequestsPerTick, failures);
        }
    }
}
