using System.Diagnostics.Metrics;

namespace AutonomousSdlc.QualityGates.Tests.Engine;

/// <summary>Stamps itself on its meters, so that a test hears only its own.</summary>
internal sealed class TestMeterFactory : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(meter => meter.Dispose());
}
