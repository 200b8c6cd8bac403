namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>A signal that a delegate gives. It is its own reader: there is nothing to keep between reads.</summary>
internal sealed class DelegateSignal(string name, Func<double?>? synchronous, Func<CancellationToken, ValueTask<double?>>? asynchronous)
    : Signal(name), ISignalReader
{
    public async ValueTask<SignalReading> ReadAsync(CancellationToken cancellationToken) =>
        new(synchronous is not null ? synchronous() : await asynchronous!(cancellationToken).ConfigureAwait(false));

    public void Dispose()
    {
        // The delegate belongs to the user.
    }

    internal override ISignalReader Open(TimeProvider time) => this;
}
