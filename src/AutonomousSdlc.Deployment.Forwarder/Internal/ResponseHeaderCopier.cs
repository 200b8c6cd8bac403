using System.Net.Http.Headers;
using AutonomousSdlc.Deployment.Forwarder.Internal.Policies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Turns the upstream's header fields into those the client may see.</summary>
internal sealed class ResponseHeaderCopier(ForwarderOptions options)
{
    public void Copy(HttpResponseMessage source, HttpResponse target)
    {
        var nominated = Nominated(source);
        var keepLength = source.Headers.TransferEncodingChunked != true && MayNameLength((int)source.StatusCode);
        CopyAll(source.Headers.NonValidated, target, nominated, keepLength);
        CopyAll(source.Content.Headers.NonValidated, target, nominated, keepLength);
        var own = $"{source.Version.Major}.{source.Version.Minor} {options.ViaName}";
        var earlier = target.Headers.Via;
        target.Headers.Via = StringValues.IsNullOrEmpty(earlier) ? own : $"{HeaderText.Join(earlier, ", ")}, {own}";
    }

    /// <summary>Fields after the body. HTTP/1.1 clients get none: Kestrel cannot send them, and RFC 9110, 6.5.1 lets an intermediary drop them.</summary>
    public static void CopyTrailers(HttpResponseMessage source, HttpResponse target)
    {
        if (!target.SupportsTrailers())
        {
            return;
        }

        foreach (var (name, values) in source.TrailingHeaders.NonValidated)
        {
            if (!HopByHopHeaders.IsFixed(name))
            {
                target.AppendTrailer(name, ToStringValues(values));
            }
        }
    }

    private static void CopyAll(HttpHeadersNonValidated source, HttpResponse target, HashSet<string>? nominated, bool keepLength)
    {
        foreach (var (name, values) in source)
        {
            if (HopByHopHeaders.IsFixed(name) || nominated?.Contains(name) == true)
            {
                continue;
            }

            // Alt-Svc advertises the upstream's own port, and trailers are announced only where they can follow.
            if (name.Equals(HeaderNames.AltSvc, StringComparison.OrdinalIgnoreCase)
                || (!keepLength && name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase))
                || (name.Equals(HeaderNames.Trailer, StringComparison.OrdinalIgnoreCase) && !target.SupportsTrailers()))
            {
                continue;
            }

            target.Headers.Append(name, ToStringValues(values));
        }
    }

    private static HashSet<string>? Nominated(HttpResponseMessage source) =>
        source.Headers.NonValidated.TryGetValues(HeaderNames.Connection, out var connection)
            ? HopByHopHeaders.Nominated(ToStringValues(connection))
            : null;

    // RFC 9110, 8.6: no Content-Length with 1xx and 204; Kestrel also refuses it with 205.
    private static bool MayNameLength(int status) => status is >= 200 and not 204 and not 205;

    private static StringValues ToStringValues(HeaderStringValues values)
    {
        if (values.Count == 1)
        {
            return values.ToString();
        }

        var list = new string[values.Count];
        var index = 0;
        foreach (var value in values)
        {
            list[index++] = value;
        }

        return list;
    }
}
