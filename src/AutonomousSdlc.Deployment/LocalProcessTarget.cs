using System.Diagnostics.CodeAnalysis;
using AutonomousSdlc.Deployment.Internal;

namespace AutonomousSdlc.Deployment;

/// <summary>Runs instances as processes of this machine, on free loopback ports.</summary>
/// <remarks>
/// An instance that ends unasked is replaced on the same port, so that the addresses that a router was given stay right.
/// All processes end with this one, also when it is killed; so after a crash of the orchestrator nothing of the slots is
/// left. Linux stops with SIGTERM, then SIGKILL; Windows has no SIGTERM and terminates at once.
/// </remarks>
public sealed class LocalProcessTarget : IDeploymentTarget, IAsyncDisposable
{
    private readonly LocalProcessOptions _options;
    private readonly TimeProvider _time;
    [SuppressMessage("Usage", "CA2213", Justification = "It holds no handle unless asked for one, and disposing it would strand those who wait.")]
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, LocalSlot> _slots = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private bool _disposed;

    /// <summary>Creates a target without instances.</summary>
    /// <param name="options">How instances run; read once.</param>
    /// <param name="timeProvider">Time of deadlines. Default: the system's.</param>
    /// <exception cref="DeploymentConfigurationException">The options are not usable; all faults are named.</exception>
    public LocalProcessTarget(LocalProcessOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = LocalProcessRules.Check(options).ToList();
        if (errors.Count > 0)
        {
            throw new DeploymentConfigurationException(errors);
        }

        _options = options;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc />
    public ValueTask<SlotObservation> EnsureSlotAsync(SlotSpecification specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        ArgumentOutOfRangeException.ThrowIfLessThan(specification.Replicas, 1, nameof(specification));
        return InTurnAsync(
            async token =>
            {
                var slot = Find(specification.Slot);
                if (slot is not null && slot.Specification.Version != specification.Version)
                {
                    await RemoveAsync(slot, drain: true, token).ConfigureAwait(false);
                    slot = null;
                }

                if (slot is not null)
                {
                    return await slot.ScaleAsync(specification, token).ConfigureAwait(false);
                }

                slot = new LocalSlot(specification, _options, _time);
                try
                {
                    Add(slot);
                    return await slot.ScaleAsync(specification, token).ConfigureAwait(false);
                }
                catch
                {
                    // Restarting a version that cannot start helps nobody.
                    await RemoveAsync(slot, drain: false, CancellationToken.None).ConfigureAwait(false);
                    throw;
                }
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask<SlotObservation> ObserveSlotAsync(string slot, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Find(slot)?.Observe() ?? SlotObservation.Empty(slot));
    }

    /// <inheritdoc />
    public ValueTask<SlotObservation> ScaleSlotAsync(string slot, int replicas, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        return InTurnAsync(
            token => Find(slot) is { } found
                ? found.ScaleAsync(found.Specification with { Replicas = replicas }, token)
                : throw new DeploymentTargetException(slot, $"Slot '{slot}' runs nothing that could be scaled. Start a version first.", innerException: null),
            cancellationToken);
    }

    /// <inheritdoc />
    /// <remarks>The time to end by itself is <see cref="LocalProcessOptions.StopGrace"/>; <paramref name="grace"/> zero skips the drain.</remarks>
    public async ValueTask StopSlotAsync(string slot, TimeSpan grace, CancellationToken cancellationToken = default)
    {
        await InTurnAsync(
            async token =>
            {
                if (Find(slot) is { } found)
                {
                    await RemoveAsync(found, drain: grace > TimeSpan.Zero, token).ConfigureAwait(false);
                }

                return SlotObservation.Empty(slot);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends every instance and waits until all are gone.</summary>
    public async ValueTask DisposeAsync()
    {
        List<LocalSlot> slots;
        lock (_lock)
        {
            _disposed = true;
            slots = [.. _slots.Values];
            _slots.Clear();
        }

        await Task.WhenAll(slots.Select(slot => slot.DisposeAsync().AsTask())).ConfigureAwait(false);
    }

    private async ValueTask<SlotObservation> InTurnAsync(Func<CancellationToken, Task<SlotObservation>> act, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await act(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Add(LocalSlot slot)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _slots.Add(slot.Specification.Slot, slot);
        }
    }

    private LocalSlot? Find(string slot)
    {
        lock (_lock)
        {
            return _slots.GetValueOrDefault(slot);
        }
    }

    private async Task RemoveAsync(LocalSlot slot, bool drain, CancellationToken cancellationToken)
    {
        if (drain)
        {
            await slot.DrainAsync(cancellationToken).ConfigureAwait(false);
        }

        await slot.DisposeAsync().ConfigureAwait(false);
        lock (_lock)
        {
            _slots.Remove(slot.Specification.Slot);
        }
    }
}
