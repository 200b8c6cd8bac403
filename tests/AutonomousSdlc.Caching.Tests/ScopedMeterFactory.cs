using System.Diagnostics.Metrics;

namespace AutonomousSdlc.Caching.Tests;

/// <summary>Stamps its meters, as the factory of a host does, so that a test hears only its own.</summary>
internal sealed class ScopedMeterFactory : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(static meter => meter.Dispose());
}
