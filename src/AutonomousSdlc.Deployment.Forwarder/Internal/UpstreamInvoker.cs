using System.Net;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>The connection pool of all endpoints, stripped of everything that would alter a message on its way.</summary>
internal static class UpstreamInvoker
{
    public static HttpMessageInvoker Create(ForwarderOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // The trace context of the client passes as it is; we are not a span of our own.
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = options.ConnectTimeout,
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = options.UpstreamIdleTimeout,
            RequestHeaderEncodingSelector = static (_, _) => HeaderText.Encoding,
            ResponseHeaderEncodingSelector = static (_, _) => HeaderText.Encoding,
            UseCookies = false,
            UseProxy = false,
        };
        options.ConfigureUpstream?.Invoke(handler);
        return new HttpMessageInvoker(handler, disposeHandler: true);
    }
}
