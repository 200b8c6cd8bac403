using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>The open readers of an autoscaler. A change of options keeps the readers of signals that stay.</summary>
internal sealed class SignalReaders(TimeProvider time) : IDisposable
{
    private Dictionary<Signal, ISignalReader> _readers = [];

    /// <summary>Reads every target's signal; what fails, takes too long or does not answer is unknown, with the reason.</summary>
    public async Task<IReadOnlyList<SignalObservation>> ReadAsync(IReadOnlyList<SignalTarget> targets, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Open(targets);
        var observations = new SignalObservation[targets.Count];
        for (var i = 0; i < observations.Length; i++)
        {
            var target = targets[i];
            var reading = await ReadAsync(_readers[target.Signal], timeout, cancellationToken).ConfigureAwait(false);
            observations[i] = new SignalObservation(target.Signal.Name, reading.Value, target.PerWorker, target.IsAverage, reading.Problem);
        }

        return observations;
    }

    /// <summary>Opens what is not open yet, so that rates have a beginning, and closes what is not asked for any longer.</summary>
    public void Open(IReadOnlyList<SignalTarget> targets)
    {
        if (targets.Count == _readers.Count && targets.All(target => _readers.ContainsKey(target.Signal)))
        {
            return;
        }

        var readers = new Dictionary<Signal, ISignalReader>();
        foreach (var target in targets)
        {
            readers[target.Signal] = _readers.Remove(target.Signal, out var open) ? open : target.Signal.Open(time);
        }

        Dispose();
        _readers = readers;
    }

    public void Dispose()
    {
        foreach (var reader in _readers.Values)
        {
            reader.Dispose();
        }

        _readers = [];
    }

    private async Task<SignalReading> ReadAsync(ISignalReader reader, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var bounded = new CallDeadline(timeout, time, cancellationToken);
        try
        {
            return await reader.ReadAsync(bounded.Token).AsTask().WaitAsync(bounded.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (bounded.IsOver)
        {
            return new SignalReading(null, FormattableString.Invariant($"It gave nothing within {timeout.TotalSeconds:0.###} s (CallTimeout)."));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A user's signal may fail in any way; for the autoscaler it is unknown then.
            return new SignalReading(null, $"It failed: {exception.Message}");
        }
    }
}
