namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Milliseconds since some moment, a few of them late: cheap enough to stamp every completion.</summary>
internal sealed class CoarseClock(TimeProvider provider)
{
    private readonly bool _isSystem = ReferenceEquals(provider, TimeProvider.System);
    private readonly long _origin = provider.GetTimestamp();

    public long Now => _isSystem ? Environment.TickCount64 : (long)provider.GetElapsedTime(_origin).TotalMilliseconds;
}
