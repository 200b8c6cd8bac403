using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

internal sealed partial class RequestForwarder
{
    private async Task<ForwardOutcome> AnswerAsync(HttpContext context, TableEntry entry, HttpResponseMessage response, ActivityTimer activity)
    {
        var target = context.Response;
        target.StatusCode = (int)response.StatusCode;
        if (response.ReasonPhrase is { Length: > 0 } phrase && context.Features.Get<IHttpResponseFeature>() is { } feature)
        {
            feature.ReasonPhrase = phrase;
        }

        try
        {
            _responseHeaders.Copy(response, target);
        }
        catch (InvalidOperationException error)
        {
            // Kestrel refuses to send what the upstream sent, such as a control character.
            return await FailAsync(context, entry, new UpstreamFailure(ErrorAnswer.BadResponse, ForwardOutcome.Failure), error).ConfigureAwait(false);
        }

        if (MayHaveBody(context.Request.Method, target.StatusCode))
        {
            var body = await response.Content.ReadAsStreamAsync(activity.Token).ConfigureAwait(false);
            var result = await BodyCopier.CopyAsync(body, target.Body, activity, activity.Token).ConfigureAwait(false);
            if (result.End != CopyEnd.Complete)
            {
                return Break(context, entry, result, activity);
            }

            ResponseHeaderCopier.CopyTrailers(response, target);
        }

        if (target.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            return ForwardOutcome.Failure;
        }

        return ForwardOutcome.Success;
    }

    /// <summary>The head is gone, so all that is left is to cut the connection: the client must not take half for whole.</summary>
    private ForwardOutcome Break(HttpContext context, TableEntry entry, CopyResult result, ActivityTimer activity)
    {
        var clientLeft = context.RequestAborted.IsCancellationRequested
            || (result.End == CopyEnd.DestinationFailed && !activity.TimedOut);
        context.Abort();
        if (clientLeft)
        {
            return ForwardOutcome.ClientAborted;
        }

        if (entry.Slot.MayLogFailure(time))
        {
            logger.UpstreamFailed(entry.Slot.Name, context.Response.StatusCode, "the response body broke off", result.Error);
        }

        return ForwardOutcome.Failure;
    }

    private static bool MayHaveBody(string method, int status) =>
        !HttpMethods.IsHead(method)
        && status is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified);

    private async Task<ForwardOutcome> TunnelAsync(
        HttpContext context, TableEntry entry, HttpResponseMessage response, string? upgrade, ActivityTimer activity)
    {
        if (upgrade is null || context.Features.Get<IHttpUpgradeFeature>() is not { } feature)
        {
            // A protocol that nobody asked for.
            return await FailAsync(context, entry, new UpstreamFailure(ErrorAnswer.BadResponse, ForwardOutcome.Failure), error: null).ConfigureAwait(false);
        }

        _responseHeaders.Copy(response, context.Response);
        context.Response.StatusCode = StatusCodes.Status101SwitchingProtocols;
        context.Response.Headers.Upgrade = upgrade;
        var client = await feature.UpgradeAsync().ConfigureAwait(false);
        var server = await response.Content.ReadAsStreamAsync(activity.Token).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        await using (server.ConfigureAwait(false))
        {
            await PumpAsync(client, server, activity).ConfigureAwait(false);
        }

        return ForwardOutcome.Success;
    }

    private static async Task PumpAsync(Stream client, Stream server, ActivityTimer activity)
    {
        var up = BodyCopier.CopyAsync(client, server, activity, activity.Token);
        var down = BodyCopier.CopyAsync(server, client, activity, activity.Token);

        // A WebSocket ends for both sides when either ends: its closing handshake is part of what was copied.
        await Task.WhenAny(up, down).ConfigureAwait(false);
        activity.Cancel();
        await Task.WhenAll(up, down).ConfigureAwait(false);
    }
}
