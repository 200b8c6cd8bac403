using System.Net;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// A body of no bytes. It carries content headers of a request without a body, and for unsafe methods it also stops
/// <see cref="SocketsHttpHandler"/> from repeating the request on a second connection: the handler repeats only requests
/// whose body it has not begun to send.
/// </summary>
internal sealed class EmptyContent : HttpContent
{
    private int _started;

    public bool Started => Volatile.Read(ref _started) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Volatile.Write(ref _started, 1);
        return Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
