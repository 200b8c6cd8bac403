namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Reads one signal, one read at a time.</summary>
internal interface ISignalReader : IDisposable
{
    ValueTask<SignalReading> ReadAsync(CancellationToken cancellationToken);
}
