using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Hands progress to the user one message at a time, in order, outside the threads of the gates.</summary>
internal sealed class ProgressSink : IAsyncDisposable
{
    private readonly Channel<GateProgress>? _messages;
    private readonly Task _pump;

    public ProgressSink(IProgress<GateProgress>? progress, ILogger logger)
    {
        if (progress is null)
        {
            _pump = Task.CompletedTask;
            return;
        }

        _messages = Channel.CreateUnbounded<GateProgress>(new UnboundedChannelOptions { SingleReader = true });
        _pump = Task.Run(() => PumpAsync(_messages.Reader, progress, logger));
    }

    /// <summary>A gate that was given up on may still report after the end; nobody hears it.</summary>
    public void Add(GateProgress message) => _messages?.Writer.TryWrite(message);

    /// <summary>Waits until everything was handed over.</summary>
    public async ValueTask DisposeAsync()
    {
        _messages?.Writer.TryComplete();
        await _pump.ConfigureAwait(false);
    }

    private static async Task PumpAsync(ChannelReader<GateProgress> messages, IProgress<GateProgress> progress, ILogger logger)
    {
        await foreach (var message in messages.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                progress.Report(message);
            }
            catch (Exception exception)
            {
                // The user's callback must not end the run.
                Log.ProgressFailed(logger, exception);
            }
        }
    }
}
