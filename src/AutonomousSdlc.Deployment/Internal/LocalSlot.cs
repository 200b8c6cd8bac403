using System.Collections.Concurrent;
using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>The processes of one version in one slot.</summary>
internal sealed class LocalSlot : IAsyncDisposable
{
    private readonly LocalProcessOptions _options;
    private readonly LocalInstanceSet _set;

    /// <summary>Ports of instances that ended; a replacement takes one, so that routers need not be told.</summary>
    private readonly ConcurrentQueue<int> _freePorts = new();

    public LocalSlot(SlotSpecification specification, LocalProcessOptions options, TimeProvider time)
    {
        Specification = specification;
        _options = options;
        var command = options.Command!(specification);
        _set = new LocalInstanceSet(new LocalInstanceSetOptions
        {
            Name = $"{specification.Service}-{specification.Version}-{specification.Slot}",
            Command = new ChildProcessStart
            {
                FileName = Expand(command.FileName),
                Arguments = [.. command.Arguments.Select(Expand)],
                WorkingDirectory = command.WorkingDirectory is { } directory ? Expand(directory) : null,
                Environment = command.Environment.ToDictionary(
                    pair => pair.Key, pair => pair.Value is null ? null : Expand(pair.Value), StringComparer.Ordinal),
                Time = time,
            },
            ReadinessPath = options.ReadinessPath,
            StartTimeout = options.StartTimeout,
            StopGrace = options.StopGrace,
            DrainTimeout = options.DrainTimeout,
            ChoosePort = () => _freePorts.TryDequeue(out var port) ? port : LoopbackPort.Find(),
            OnReady = (instance, token) => options.OnInstanceReady?.Invoke(Specification, Describe(instance, SlotInstanceState.Ready), token) ?? Task.CompletedTask,
            Drain = options.OnInstanceDrain is null ? null : DrainAsync,
            OnGone = GoneAsync,
            Output = options.Output is null ? null : (instance, line) => options.Output(Describe(instance, StateOf(instance.State)), line),
            Time = time,
        });
    }

    public SlotSpecification Specification { get; private set; }

    public async Task<SlotObservation> ScaleAsync(SlotSpecification specification, CancellationToken cancellationToken)
    {
        Specification = specification;
        try
        {
            _set.SetDesired(specification.Replicas);
            await _set.WaitUntilReadyAsync(cancellationToken).ConfigureAwait(false);
            return Observe();
        }
        catch (LocalInstanceException exception)
        {
            throw new DeploymentTargetException(specification.Slot, exception.Message, exception);
        }
    }

    public SlotObservation Observe() => new(
        Specification.Slot,
        Specification.Version,
        Specification.Replicas,
        [.. _set.Instances.Select(instance => Describe(instance, StateOf(instance.State)))]);

    /// <summary>Ends every instance after its drain.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _set.SetDesired(0);
        await _set.WaitUntilAsync(now => now.Starting + now.Ready + now.Draining == 0, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _set.DisposeAsync();

    private static SlotInstance Describe(LocalInstance instance, SlotInstanceState state) => new(instance.Name, instance.Address, state);

    private static SlotInstanceState StateOf(LocalInstanceState state) => state switch
    {
        LocalInstanceState.Starting => SlotInstanceState.Starting,
        LocalInstanceState.Ready => SlotInstanceState.Ready,
        LocalInstanceState.Draining => SlotInstanceState.Draining,
        _ => SlotInstanceState.Failed,
    };

    private Task DrainAsync(LocalInstance instance, CancellationToken cancellationToken) =>
        _options.OnInstanceDrain!(Specification, Describe(instance, SlotInstanceState.Draining), cancellationToken);

    private async Task GoneAsync(LocalInstance instance)
    {
        _freePorts.Enqueue(instance.Port);
        if (_options.OnInstanceGone is { } gone)
        {
            await gone(Specification, Describe(instance, SlotInstanceState.Failed)).ConfigureAwait(false);
        }
    }

    private string Expand(string text) => text
        .Replace("{version}", Specification.Version, StringComparison.Ordinal)
        .Replace("{slot}", Specification.Slot, StringComparison.Ordinal);
}
