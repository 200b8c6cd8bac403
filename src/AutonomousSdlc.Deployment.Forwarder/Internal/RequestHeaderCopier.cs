using AutonomousSdlc.Deployment.Forwarder.Internal.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Turns the client's header fields into those the upstream may see.</summary>
internal sealed class RequestHeaderCopier(ForwarderOptions options)
{
    private const string ForwardedFor = "X-Forwarded-For";
    private const string ForwardedProto = "X-Forwarded-Proto";
    private const string ForwardedHost = "X-Forwarded-Host";
    private const string Forwarded = "Forwarded";

    /// <summary>How often our own name may stand in <c>Via</c> before the route is a loop.</summary>
    private const int MaximumVisits = 8;

    public void Copy(HttpContext context, HttpRequestMessage message, string? upgrade)
    {
        var incoming = context.Request.Headers;
        var nominated = HopByHopHeaders.Nominated(incoming.Connection);
        foreach (var (name, values) in incoming)
        {
            if (Passes(name, nominated))
            {
                Add(message, name, values);
            }
        }

        if (incoming.ContentLength is { } length && message.Content is RequestBodyContent && StringValues.IsNullOrEmpty(incoming.TransferEncoding))
        {
            message.Content.Headers.ContentLength = length;
        }

        if (upgrade is not null)
        {
            message.Headers.TryAddWithoutValidation(HeaderNames.Connection, HeaderNames.Upgrade);
            message.Headers.TryAddWithoutValidation(HeaderNames.Upgrade, upgrade);
        }
        else if (message.Version.Major >= 2 && HopByHopHeaders.HasToken(incoming.TE, "trailers"))
        {
            // gRPC servers refuse requests that do not promise to take trailers.
            message.Headers.TryAddWithoutValidation(HeaderNames.TE, "trailers");
        }

        AddOwn(context, message, incoming);
    }

    /// <summary>The request came through this forwarder too often to be anything but a loop.</summary>
    public bool IsLoop(IHeaderDictionary incoming)
    {
        var visits = 0;
        foreach (var value in incoming.Via)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                var element = value.AsSpan()[range].Trim(" \t");
                var space = element.IndexOf(' ');
                if (space > 0 && element[(space + 1)..].Equals(options.ViaName, StringComparison.OrdinalIgnoreCase))
                {
                    visits++;
                }
            }
        }

        return visits >= MaximumVisits;
    }

    private bool Passes(string name, HashSet<string>? nominated)
    {
        if (name.StartsWith(':') || HopByHopHeaders.IsFixed(name) || nominated?.Contains(name) == true)
        {
            return false;
        }

        // Set from their own sources below; Trailer announces what HttpClient cannot send.
        if (name.Equals(HeaderNames.Host, StringComparison.OrdinalIgnoreCase)
            || name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase)
            || name.Equals(HeaderNames.Via, StringComparison.OrdinalIgnoreCase)
            || name.Equals(HeaderNames.Trailer, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return options.TrustForwardedHeaders
            ? !IsOwnForwarded(name)
            : !name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) && !name.Equals(Forwarded, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsOwnForwarded(string name) =>
        name.Equals(ForwardedFor, StringComparison.OrdinalIgnoreCase)
        || name.Equals(ForwardedProto, StringComparison.OrdinalIgnoreCase)
        || name.Equals(ForwardedHost, StringComparison.OrdinalIgnoreCase);

    private static void Add(HttpRequestMessage message, string name, StringValues values)
    {
        // HTTP/2 clients may split Cookie; HTTP/1.1 servers expect one line (RFC 9113, 8.2.3).
        if (values.Count > 1 && name.Equals(HeaderNames.Cookie, StringComparison.OrdinalIgnoreCase))
        {
            message.Headers.TryAddWithoutValidation(name, HeaderText.Join(values, "; "));
            return;
        }

        if (!message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
        {
            message.Content ??= new EmptyContent();
            message.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
    }

    private void AddOwn(HttpContext context, HttpRequestMessage message, IHeaderDictionary incoming)
    {
        var request = context.Request;
        if (options.HostHeader == HostHeaderPolicy.KeepOriginal && request.Host.HasValue)
        {
            message.Headers.TryAddWithoutValidation(HeaderNames.Host, request.Host.Value);
        }

        Append(message, HeaderNames.Via, incoming.Via, $"{ProtocolNumber(request.Protocol)} {options.ViaName}");
        var trusted = options.TrustForwardedHeaders;
        Append(message, ForwardedFor, trusted ? incoming[ForwardedFor] : default, ClientAddress(context));
        Append(message, ForwardedProto, trusted ? incoming[ForwardedProto] : default, request.Scheme);
        Append(message, ForwardedHost, trusted ? incoming[ForwardedHost] : default, request.Host.Value ?? "");
    }

    private static void Append(HttpRequestMessage message, string name, StringValues earlier, string own)
    {
        if (own.Length > 0)
        {
            var value = StringValues.IsNullOrEmpty(earlier) ? own : $"{HeaderText.Join(earlier, ", ")}, {own}";
            message.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static string ClientAddress(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address
            ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString()
            : "unknown";

    private static string ProtocolNumber(string protocol) =>
        protocol.StartsWith("HTTP/", StringComparison.OrdinalIgnoreCase) ? protocol[5..] : protocol;
}
