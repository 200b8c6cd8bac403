using System.Buffers;

namespace AutonomousSdlc.Shared.Processes;

/// <summary>Reads one output stream of a child to its end, so that the child never blocks on a full pipe.</summary>
internal static class OutputPump
{
    public static async Task RunAsync(Stream stream, Action<ReadOnlyMemory<byte>>? bytes, Action<string>? line, int maxLineLength)
    {
        var splitter = line is null ? null : new LineSplitter(line, maxLineLength);
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false)) > 0)
            {
                Deliver(() =>
                {
                    bytes?.Invoke(buffer.AsMemory(0, read));
                    splitter?.Push(buffer.AsSpan(0, read));
                });
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The stream was closed under the read: the child is gone, and with it the rest of its output.
        }
        finally
        {
            Deliver(() => splitter?.Complete());
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Deliver(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception)
        {
            // A failing observer of output must neither stop the reading (the child would block) nor end the parent.
        }
    }
}
