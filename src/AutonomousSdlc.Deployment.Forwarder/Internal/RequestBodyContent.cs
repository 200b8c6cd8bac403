using System.Buffers;
using System.Net;
using System.Runtime.ExceptionServices;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// Streams the client's body to the upstream, one pooled buffer in flight. The first read is what makes Kestrel answer
/// <c>100 Continue</c>, so a client that asks first is told to go on only when the upstream is ready to read.
/// </summary>
internal sealed class RequestBodyContent(Stream body, ActivityTimer activity) : HttpContent
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
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, activity.Token);
            for (int read; (read = await ReadAsync(stream, buffer, ending).ConfigureAwait(false)) > 0;)
            {
                activity.Touch();
                await stream.WriteAsync(buffer.AsMemory(0, read), ending.Token).ConfigureAwait(false);
                activity.Touch();
            }
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

    /// <summary>
    /// Reads from the client. When nothing has come yet, what was written so far leaves for the upstream first:
    /// <see cref="SocketsHttpHandler"/> keeps small writes back, and a client that waits for an answer to its first message
    /// would wait for ever.
    /// </summary>
    private async ValueTask<int> ReadAsync(Stream upstream, byte[] buffer, CancellationTokenSource ending)
    {
        var reading = body.ReadAsync(buffer, ending.Token);
        ExceptionDispatchInfo? flushError = null;
        if (!reading.IsCompleted)
        {
            try
            {
                await upstream.FlushAsync(ending.Token).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Thrown again below, when the read no longer uses the pooled buffer.
            catch (Exception error)
#pragma warning restore CA1031
            {
                flushError = ExceptionDispatchInfo.Capture(error);
                await ending.CancelAsync().ConfigureAwait(false);
            }
        }

        try
        {
            return await reading.ConfigureAwait(false);
        }
        catch (Exception error) when (flushError is null && error is not OperationCanceledException)
        {
            ClientError = error;
            throw;
        }
        finally
        {
            flushError?.Throw();
        }
    }
}
