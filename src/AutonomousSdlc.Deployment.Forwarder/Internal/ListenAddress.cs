using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>The parsed form of <see cref="ForwarderOptions.Listen"/>.</summary>
internal sealed record ListenAddress(string Host, int Port, IPAddress? Address)
{
    private const string AnyHost = "*";

    /// <summary>Understands <c>http://</c>, then an IP address, <c>localhost</c> or <c>*</c>, then a port.</summary>
    public static ListenAddress? TryParse(string? text)
    {
        const string prefix = "http://";
        if (text is null || !text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var rest = text[prefix.Length..].TrimEnd('/');
        var colon = rest.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(rest.AsSpan(colon + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port))
        {
            return null;
        }

        var host = rest[..colon];
        if (host == AnyHost)
        {
            return new ListenAddress(host, port, IPAddress.IPv6Any);
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            // Kestrel's own localhost binds two addresses and therefore cannot take a free port.
            return new ListenAddress(host, port, IPAddress.Loopback);
        }

        var bare = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        return IPAddress.TryParse(bare, out var address) && bare.Contains('.', StringComparison.Ordinal) | host.StartsWith('[')
            ? new ListenAddress(host, port, address)
            : null;
    }

    public void Bind(KestrelServerOptions server, Action<ListenOptions>? configure)
    {
        void Configure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            configure?.Invoke(listen);
        }

        if (Host == AnyHost)
        {
            server.ListenAnyIP(Port, Configure);
        }
        else
        {
            server.Listen(Address!, Port, Configure);
        }
    }

    /// <summary>The address that clients use, given the port that was bound.</summary>
    public Uri ToUri(string scheme, int port) =>
        new UriBuilder(scheme, Host == AnyHost ? IPAddress.Loopback.ToString() : Host, port).Uri;
}
