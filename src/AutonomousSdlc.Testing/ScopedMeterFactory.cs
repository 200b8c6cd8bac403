using System.Diagnostics.Metrics;

namespace AutonomousSdlc.Testing;

/// <summary>
/// A meter factory that stamps itself on its meters as their scope, as the factory of a host does, so that a
/// <see cref="MetricRecorder"/> can tell them from the meters of other tests in the process.
/// </summary>
/// <remarks>Safe for concurrent use. Disposing it disposes its meters.</remarks>
public sealed class ScopedMeterFactory : IMeterFactory
{
    private readonly Lock _lock = new();
    private readonly List<Meter> _meters = [];

    /// <summary>Creates a meter with this factory as its scope.</summary>
    /// <param name="options">Name and version of the meter; its scope is replaced.</param>
    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Scope = this;
        var meter = new Meter(options);
        lock (_lock)
        {
            _meters.Add(meter);
        }

        return meter;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_lock)
        {
            _meters.ForEach(static meter => meter.Dispose());
        }
    }
}
