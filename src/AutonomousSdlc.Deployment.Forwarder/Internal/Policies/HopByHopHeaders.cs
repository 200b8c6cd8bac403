using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;

namespace AutonomousSdlc.Deployment.Forwarder.Internal.Policies;

/// <summary>
/// Header fields that describe one connection and must not pass an intermediary (RFC 9110, 7.6.1): the fixed list and
/// whatever the message's own <c>Connection</c> names.
/// </summary>
internal static class HopByHopHeaders
{
    private static readonly FrozenSet<string> Fixed = FrozenSet.ToFrozenSet(
        [
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authenticate",
            "Proxy-Authentication-Info",
            "Proxy-Authorization",
            "TE",
            "Transfer-Encoding",
            "Upgrade",
            "HTTP2-Settings",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether <paramref name="name"/> is on the fixed list.</summary>
    public static bool IsFixed(string name) => Fixed.Contains(name);

    /// <summary>
    /// Names listed in <c>Connection</c>; null when there is nothing beyond <c>close</c>, <c>keep-alive</c> and
    /// <c>upgrade</c>, which is nearly always.
    /// </summary>
    public static HashSet<string>? Nominated(in StringValues connection)
    {
        HashSet<string>? names = null;
        foreach (var value in connection)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                var token = value.AsSpan()[range].Trim(" \t");
                if (token.IsEmpty || Fixed.Contains(token.ToString()) || token.Equals("close", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                // Framing and routing are decided here; a peer cannot remove them by calling them per-connection.
                if (token.Equals("Host", StringComparison.OrdinalIgnoreCase) || token.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                names ??= new HashSet<string>(StringComparer.OrdinalIgnoreCase);
                names.Add(token.ToString());
            }
        }

        return names;
    }

    /// <summary>Whether a comma-separated field holds <paramref name="token"/>, parameters aside.</summary>
    public static bool HasToken(in StringValues field, string token)
    {
        foreach (var value in field)
        {
            foreach (var range in value.AsSpan().Split(','))
            {
                var element = value.AsSpan()[range];
                var semicolon = element.IndexOf(';');
                element = (semicolon < 0 ? element : element[..semicolon]).Trim(" \t");
                if (element.Equals(token, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
