using System.Net;
using System.Security.Cryptography;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>A body made while it is sent, of unknown length, hashed on the way.</summary>
internal sealed class GeneratedContent(int chunkBytes, int chunks, IncrementalHash hash) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var random = new Random(20261120);
        var buffer = new byte[chunkBytes];
        for (var i = 0; i < chunks; i++)
        {
            random.NextBytes(buffer);
            hash.AppendData(buffer);
            await stream.WriteAsync(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
