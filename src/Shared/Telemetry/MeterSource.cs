using System.Diagnostics.Metrics;

namespace AutonomousSdlc.Shared;

/// <summary>
/// Owns a meter: created by the host's <see cref="IMeterFactory"/> when there is one (which then disposes it), otherwise
/// private. A plain service collection has no factory, and metrics must work there too.
/// </summary>
internal sealed class MeterSource : IDisposable
{
    private readonly bool _owned;

    public MeterSource(string name, IMeterFactory? factory)
    {
        _owned = factory is null;
        Meter = factory is null ? new Meter(name) : factory.Create(new MeterOptions(name));
    }

    public Meter Meter { get; }

    public void Dispose()
    {
        if (_owned)
        {
            Meter.Dispose();
        }
    }
}
