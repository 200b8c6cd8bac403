using System.Buffers;
using System.Net;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// Streams the client's body to the upstream, one pooled buffer in flight. The first read is what makes Kestrel answer
/// <c>100 Continue</c>, so a client that asks first is told to go on only when the upstream is ready to read.
/// </summary>
internal sealed class RequestBodyContent(Stream body, ActivityTimer activity, bool flushEachChunk) : HttpContent
{
    private const int BufferSize = 64 * 1024;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;

    /// <summary>Whether a byte of the body may have been consumed; from then on the request cannot be sent again.</summary>
    public bool Started => Volatile.Read(ref _started) != 0;

    /// <summary>What reading from the client threw: the fault is the client's, not the upstream's.</summary>
    public Exception? ClientError { get; private set; }

    /// <summary>Ends when the copy no longer touches the client's stream; already ended if it never started.</summary>
    public Task Completion => Started ? _completion.Task : Task.CompletedTask;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException("The request body was already sent once; a streamed body cannot be sent again.");
        }

        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, activity.Token);
            await CopyAsync(stream, buffer, linked.Token).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _completion.TrySetResult();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task CopyAsync(Stream stream, byte[] buffer, CancellationToken token)
    {
        if (flushEachChunk)
        {
            // A duplex stream: the upstream must see the head before the client sends its first message.
            await stream.FlushAsync(token).ConfigureAwait(false);
        }

        while (true)
        {
            int read;
            try
            {
                read = await body.ReadAsync(buffer, token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                ClientError = error;
                throw;
            }

            if (read == 0)
            {
                return;
            }

            activity.Touch();
            await stream.WriteAsync(buffer.AsMemory(0, read), token).ConfigureAwait(false);
            if (flushEachChunk)
            {
                await stream.FlushAsync(token).ConfigureAwait(false);
            }

            activity.Touch();
        }
    }
}
