using System.Globalization;

namespace AutonomousSdlc.Deployment;

/// <summary>
/// A target without processes, for tests and dry runs: instances are ready at once, and healthy until
/// <see cref="SetHealth"/> says otherwise. It answers its own health probes.
/// </summary>
public sealed class InMemoryDeploymentTarget : IDeploymentTarget, IHealthProbe
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SlotObservation> _slots = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unhealthy = new(StringComparer.Ordinal);
    private int _lastNumber;

    /// <summary>Says whether instances of a version answer as healthy.</summary>
    /// <param name="version">The version.</param>
    /// <param name="isHealthy">What they answer.</param>
    public void SetHealth(string version, bool isHealthy)
    {
        lock (_lock)
        {
            _ = isHealthy ? _unhealthy.Remove(version) : _unhealthy.Add(version);
        }
    }

    /// <summary>Ends every instance of a slot, as a crash does.</summary>
    /// <param name="slot">Name of the slot.</param>
    public void Crash(string slot)
    {
        lock (_lock)
        {
            var observation = GetLocked(slot);
            _slots[slot] = observation with
            {
                Instances = [.. observation.Instances.Select(instance => instance with { State = SlotInstanceState.Failed })],
            };
        }
    }

    /// <inheritdoc />
    public ValueTask<SlotObservation> EnsureSlotAsync(SlotSpecification specification, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(specification);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var present = GetLocked(specification.Slot);
            var kept = present.Version == specification.Version
                ? present.Instances.Where(instance => instance.State == SlotInstanceState.Ready).Take(specification.Replicas).ToList()
                : [];
            while (kept.Count < specification.Replicas)
            {
                var number = ++_lastNumber;
                kept.Add(new SlotInstance(
                    $"{specification.Slot}-{number.ToString(CultureInfo.InvariantCulture)}",
                    new Uri($"http://memory.invalid:{(1 + (number % 65535)).ToString(CultureInfo.InvariantCulture)}/"),
                    SlotInstanceState.Ready));
            }

            var observation = new SlotObservation(specification.Slot, specification.Version, specification.Replicas, kept);
            _slots[specification.Slot] = observation;
            return ValueTask.FromResult(observation);
        }
    }

    /// <inheritdoc />
    public ValueTask<SlotObservation> ObserveSlotAsync(string slot, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return ValueTask.FromResult(GetLocked(slot));
        }
    }

    /// <inheritdoc />
    public ValueTask<SlotObservation> ScaleSlotAsync(string slot, int replicas, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(replicas, 1);
        string version;
        lock (_lock)
        {
            version = GetLocked(slot).Version
                ?? throw new DeploymentTargetException(slot, $"Slot '{slot}' runs nothing that could be scaled. Start a version first.", innerException: null);
        }

        var specification = new SlotSpecification { Service = string.Empty, Environment = string.Empty, Slot = slot, Version = version, Replicas = replicas };
        return EnsureSlotAsync(specification, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask StopSlotAsync(string slot, TimeSpan grace, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            _slots.Remove(slot);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<HealthProbeResult> ProbeAsync(
        SlotInstance instance,
        HealthSettings settings,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var slot = _slots.Values.FirstOrDefault(one => one.Instances.Any(known => known.Id == instance.Id && known.State == SlotInstanceState.Ready));
            return ValueTask.FromResult(slot switch
            {
                null => new HealthProbeResult(IsHealthy: false, "it is gone"),
                { Version: { } version } when _unhealthy.Contains(version) => new HealthProbeResult(IsHealthy: false, $"version {version} is set unhealthy"),
                _ => new HealthProbeResult(IsHealthy: true, "it is set healthy"),
            });
        }
    }

    private SlotObservation GetLocked(string slot) => _slots.TryGetValue(slot, out var observation) ? observation : SlotObservation.Empty(slot);
}
