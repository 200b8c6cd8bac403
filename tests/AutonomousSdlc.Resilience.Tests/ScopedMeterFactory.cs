using System.Diagnostics.Metrics;

namespace AutonomousSdlc.Resilience.Tests;

/// <summary>Stamps itself on its meters, so that a recorder can tell them from those of other tests.</summary>
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
