using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>The bounds of what a client may send.</summary>
internal static class KestrelLimits
{
    public static void Apply(KestrelServerOptions server, ForwarderOptions options)
    {
        var limits = server.Limits;
        limits.MaxRequestBodySize = options.MaxRequestBodyBytes;
        limits.MaxRequestHeadersTotalSize = options.MaxRequestHeaderBytes;
        limits.MaxConcurrentConnections = options.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = options.MaxConnections;
        server.RequestHeaderEncodingSelector = static _ => HeaderText.Encoding;
        server.ResponseHeaderEncodingSelector = static _ => HeaderText.Encoding;
    }
}
