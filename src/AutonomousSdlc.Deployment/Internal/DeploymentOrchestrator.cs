using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Text.Json;
using AutonomousSdlc.Deployment.Internal.Journal;
using AutonomousSdlc.Deployment.Internal.Policies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutonomousSdlc.Deployment.Internal;

internal sealed partial class DeploymentOrchestrator : IDeploymentOrchestrator, IAsyncDisposable, IDisposable
{
    private readonly EnvironmentSet _environments;
    private readonly IServiceProvider _provider;
    private readonly GateRunner _gates;
    private readonly RunServices _services;
    private readonly CancellationTokenSource _shutdown = new();
    private readonly ConcurrentDictionary<Task, byte> _running = [];
    private int _disposed;

    public DeploymentOrchestrator(
        DeploymentComposition composition,
        EnvironmentSet environments,
        IServiceProvider provider,
        TimeProvider? time = null,
        ILogger<DeploymentOrchestrator>? logger = null,
        IMeterFactory? meterFactory = null)
    {
        _environments = environments;
        _provider = provider;
        _gates = new GateRunner(composition.Gates);
        time ??= TimeProvider.System;
        _services = new RunServices(
            time, logger ?? NullLogger<DeploymentOrchestrator>.Instance, new DeploymentMetrics(meterFactory), new EventHub(time));
    }

    public Task<DeploymentResult> DeployAsync(DeploymentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TrackAsync(token => DeployCoreAsync(request, token), cancellationToken);
    }

    public Task<DeploymentResult> DeployToProductionAsync(
        string service,
        string version,
        string environment,
        int replicas,
        CancellationToken cancellationToken = default) =>
        DeployAsync(
            new DeploymentRequest { Service = service, Version = version, Environment = environment, Replicas = replicas },
            cancellationToken);

    public async Task<DeploymentPlan> PlanAsync(DeploymentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var environment = _environments.Find(request);
        var history = _environments.StoreOf(environment).Read().Records;
        var (plan, _) = await PlanAsync(request, environment, history, cancellationToken).ConfigureAwait(false);
        return plan;
    }

    /// <summary>For containers that are disposed synchronously; see <see cref="DisposeAsync"/>.</summary>
    [SuppressMessage("Usage", "VSTHRD002", Justification = "Nothing below captures a context, so waiting cannot block what it waits for.")]
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Cancels and undoes what is under way, then disposes what the factories made.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _shutdown.CancelAsync().ConfigureAwait(false);
        foreach (var task in _running.Keys)
        {
            await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _environments.DisposeAsync().ConfigureAwait(false);
        _services.Metrics.Dispose();
        _shutdown.Dispose();
    }

    private async Task<T> TrackAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        cancellationToken.ThrowIfCancellationRequested();
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_shutdown.Token, cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _running.TryAdd(ended.Task, 0);
        try
        {
            return await act(linked.Token).ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(ended.Task, out _);
            ended.SetResult();
        }
    }

    private async Task<DeploymentResult> DeployCoreAsync(DeploymentRequest request, CancellationToken cancellationToken)
    {
        var environment = Snapshot(_environments.Find(request));
        using var session = _environments.StoreOf(environment).Open(_environments.Options.HistoryLimit);
        if (request.Id is { } wanted)
        {
            if (session.Records.Any(record => record.Entry.DeploymentId == wanted))
            {
                throw new DeploymentConfigurationException([$"Id '{wanted}' belongs to an earlier deployment. Choose another one, or none."]);
            }

            _services.Events.Open(wanted);
        }

        string? id = request.Id;
        using var activity = DeploymentMetrics.Activities.StartActivity("deploy");
        try
        {
            await RecoverUnfinishedAsync(session, environment, cancellationToken).ConfigureAwait(false);
            var (plan, epoch) = await PlanAsync(request, environment, session.Records, cancellationToken).ConfigureAwait(false);
            epoch = Math.Max(epoch, session.LastEpoch) + 1;
            id ??= $"{request.Environment}-{request.Service}-{request.Version}-{epoch}";
            activity?.SetTag("deployment.id", id);
            var run = new DeploymentRun(
                id, request, plan, environment, epoch, _services.Time.GetUtcNow(), session, _environments.RuntimeOf(environment), _services);
            run.Record(
                JournalKind.Intent,
                StepIds.Plan,
                $"Deploy {plan.Service} {plan.Version} to {plan.Environment}, slot {plan.Slot}.",
                entry => entry with { Request = request, Plan = plan, Settings = environment });
            Log.Began(_services.Logger, id, plan.Service, plan.Version, plan.Environment, plan.Slot, plan.Replicas, epoch);
            _services.Metrics.Began(plan);
            try
            {
                return await new ForwardExecutor(run, _gates, _provider).ExecuteAsync(plan.Steps[0].Id, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                _services.Metrics.Abandoned(plan);
                throw;
            }
        }
        finally
        {
            if (id is not null)
            {
                _services.Events.Close(id);
            }
        }
    }

    private async Task<(DeploymentPlan Plan, long RouterEpoch)> PlanAsync(
        DeploymentRequest request,
        DeploymentEnvironment environment,
        IReadOnlyList<JournalRecord> history,
        CancellationToken cancellationToken)
    {
        var runtime = _environments.RuntimeOf(environment);
        var state = await World.ReadAsync(
            environment, _services.Time, token => runtime.Router.ObserveAsync(token).AsTask(), cancellationToken).ConfigureAwait(false);
        var serving = state.Slots.Where(slot => slot.Value.Weight > 0).Select(slot => slot.Key).ToList();
        if (serving.Count > 1 || serving.Except(Slots.All, StringComparer.Ordinal).Any())
        {
            throw new DeploymentException(
                $"The router of '{request.Service}' in '{request.Environment}' gives weight to {string.Join(" and ", serving)}; blue-green needs exactly one of {string.Join(" and ", Slots.All)}. Set the weights of the others to 0.");
        }

        var live = serving.SingleOrDefault();
        string? version = null;
        if (live is not null)
        {
            var observation = await World.ReadAsync(
                environment, _services.Time, token => runtime.Target.ObserveSlotAsync(live, token).AsTask(), cancellationToken).ConfigureAwait(false);
            version = observation.Version
                ?? JournalHistory.Results(history).LastOrDefault(result => result.IsSuccess && result.Slot == live)?.Version;
        }

        return (PlanPolicy.Create(request, environment, _gates.Names, live, version), state.Epoch);
    }

    /// <summary>A copy that later changes of the options cannot reach, as the journal will hold it.</summary>
    private static DeploymentEnvironment Snapshot(DeploymentEnvironment environment) =>
        JsonSerializer.SerializeToElement(environment, JournalJsonContext.Default.DeploymentEnvironment)
            .Deserialize(JournalJsonContext.Default.DeploymentEnvironment)!;
}
