using System.Net;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>A request body that a test writes piece by piece.</summary>
internal sealed class ConversationContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task SayAsync(byte value)
    {
        var stream = await _stream.Task;
        await stream.WriteAsync(new[] { value });
        await stream.FlushAsync();
    }

    public void End() => _ended.TrySetResult();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.FlushAsync();
        _stream.SetResult(stream);
        await _ended.Task;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        End();
        base.Dispose(disposing);
    }
}
