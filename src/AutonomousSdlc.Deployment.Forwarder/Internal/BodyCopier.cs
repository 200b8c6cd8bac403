using System.Buffers;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Copies a stream through one pooled buffer and tells which side failed.</summary>
internal static class BodyCopier
{
    private const int BufferSize = 64 * 1024;

    /// <summary>
    /// Copies until the source ends. When the first bytes take time, the destination is flushed at once, so that the head
    /// of a response does not wait for its body.
    /// </summary>
    public static async Task<CopyResult> CopyAsync(Stream source, Stream destination, ActivityTimer activity, CancellationToken token)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var first = true; ; first = false)
            {
                int read;
                try
                {
                    var reading = source.ReadAsync(buffer, token);
                    if (first && !reading.IsCompleted)
                    {
                        await FlushAsync(destination, token).ConfigureAwait(false);
                    }

                    read = await reading.ConfigureAwait(false);
                }
                catch (Exception error) when (error is IOException or OperationCanceledException or HttpRequestException or InvalidOperationException)
                {
                    return new CopyResult(CopyEnd.SourceFailed, error);
                }

                if (read == 0)
                {
                    return new CopyResult(CopyEnd.Complete, Error: null);
                }

                activity.Touch();
                try
                {
                    // Kestrel's body and upgraded streams send with the write; nothing waits for a full buffer.
                    await destination.WriteAsync(buffer.AsMemory(0, read), token).ConfigureAwait(false);
                }
                catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
                {
                    return new CopyResult(CopyEnd.DestinationFailed, error);
                }

                activity.Touch();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask FlushAsync(Stream destination, CancellationToken token)
    {
        try
        {
            await destination.FlushAsync(token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The read that is under way decides how this ends, and the next write fails again.
        }
    }
}
