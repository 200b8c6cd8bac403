using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// Forwards one request: chooses a slot once, sends the request there and streams the answer back. A request that was
/// sent never moves to another slot and is never sent again.
/// </summary>
internal sealed partial class RequestForwarder(
    ForwarderOptions options,
    TrafficDirector director,
    HttpMessageInvoker upstream,
    ForwarderMetrics metrics,
    TimeProvider time,
    ILogger logger)
{
    private static readonly Version Http11 = HttpVersion.Version11;
    private readonly RequestHeaderCopier _requestHeaders = new(options);
    private readonly ResponseHeaderCopier _responseHeaders = new(options);

    public async Task InvokeAsync(HttpContext context)
    {
        if (Target(context) is not { } target)
        {
            await RefuseAsync(context, ErrorAnswer.NotSupported).ConfigureAwait(false);
            return;
        }

        if (_requestHeaders.IsLoop(context.Request.Headers))
        {
            await RefuseAsync(context, ErrorAnswer.Loop).ConfigureAwait(false);
            return;
        }

        if (!director.TryEnter(out var entry))
        {
            await RefuseAsync(context, ErrorAnswer.NoTraffic).ConfigureAwait(false);
            return;
        }

        var begin = time.GetTimestamp();
        var outcome = ForwardOutcome.Failure;
        try
        {
            outcome = await ForwardAsync(context, entry, target).ConfigureAwait(false);
        }
        finally
        {
            // The length of a conversation over an upgraded connection says nothing about latency.
            TimeSpan? elapsed = context.Response.StatusCode == StatusCodes.Status101SwitchingProtocols ? null : time.GetElapsedTime(begin);
            entry.SinceChange.Finish(outcome, elapsed);
            entry.Slot.Total.Finish(outcome, elapsed);
            metrics.RecordDuration(entry.Slot.Name, elapsed);

            // Last: whoever sees the slot idle also sees its counters complete.
            entry.Slot.Exit();
        }
    }

    private async Task<ForwardOutcome> ForwardAsync(HttpContext context, TableEntry entry, string target)
    {
        using var activity = new ActivityTimer(options.ResponseTimeout, time, context.RequestAborted);
        var upgrade = UpgradeProtocol(context);
        var content = CreateContent(context, activity);
        HttpResponseMessage? response = null;
        try
        {
            try
            {
                response = await SendAsync(context, entry, target, content, upgrade, activity).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // A handler of the user's may throw anything; the client gets an answer all the same.
            catch (Exception error)
#pragma warning restore CA1031
            {
                return await FailAsync(context, entry, UpstreamFailure.Classify(error, content, activity, context.RequestAborted), error).ConfigureAwait(false);
            }

            activity.Restart(options.ActivityTimeout);
            return response.StatusCode == HttpStatusCode.SwitchingProtocols
                ? await TunnelAsync(context, entry, response, upgrade, activity).ConfigureAwait(false)
                : await AnswerAsync(context, entry, response, activity).ConfigureAwait(false);
        }
        finally
        {
            response?.Dispose();
            if (content is RequestBodyContent { Completion: { IsCompleted: false } completion })
            {
                // The answer came before the request had ended. Kestrel reuses the context when we return, so nothing may
                // still read from it.
                activity.Cancel();
                await completion.ConfigureAwait(false);
            }

            content?.Dispose();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpContext context, TableEntry entry, string target, HttpContent? content, string? upgrade, ActivityTimer activity)
    {
        var invoker = entry.Slot.Handler ?? upstream;
        var turn = entry.NextTurn();
        for (var attempt = 0; ; attempt++)
        {
            var authority = entry.Slot.Handler is null
                ? entry.EndpointAt(turn, attempt).GetLeftPart(UriPartial.Authority)
                : $"http://{entry.Slot.Name}";
            var message = CreateMessage(context, authority + target, content, upgrade);
            try
            {
                return await invoker.SendAsync(message, activity.Token).ConfigureAwait(false);
            }
            catch (HttpRequestException error) when (
                entry.Slot.Handler is null
                && attempt < Math.Min(options.ConnectRetries, entry.Endpoints.Count - 1)
                && UpstreamFailure.IsConnectFailure(error)
                && content is null or RequestBodyContent { Started: false } or EmptyContent { Started: false })
            {
                logger.ConnectRetried(entry.Slot.Name, authority, error);
            }
        }
    }

    private HttpRequestMessage CreateMessage(HttpContext context, string address, HttpContent? content, string? upgrade)
    {
        content?.Headers.Clear();
        var message = new HttpRequestMessage
        {
            Method = HttpMethod.Parse(context.Request.Method),

            // The path reaches the upstream byte for byte: %2F stays %2F, and nobody decodes twice.
            RequestUri = new Uri(address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }),
            Version = options.UpstreamHttp2 && upgrade is null ? HttpVersion.Version20 : Http11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        _requestHeaders.Copy(context, message, upgrade);
        return message;
    }

    private static HttpContent? CreateContent(HttpContext context, ActivityTimer activity)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            AllowSilence(context);
            return new RequestBodyContent(context.Request.Body, activity);
        }

        var method = context.Request.Method;
        var safe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
        return safe ? null : new EmptyContent();
    }

    /// <summary>
    /// A conversation over HTTP/2 may fall silent: Kestrel's least rate of 240 bytes a second would end it after five
    /// seconds. Our own limit is the activity timer.
    /// </summary>
    private static void AllowSilence(HttpContext context)
    {
        if (context.Request.ContentLength is null
            && (HttpProtocol.IsHttp2(context.Request.Protocol) || HttpProtocol.IsHttp3(context.Request.Protocol))
            && context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    private async Task RefuseAsync(HttpContext context, ErrorAnswer answer)
    {
        metrics.RecordRefused(answer.ErrorType);
        logger.RequestRefused(answer.Status, answer.Reason);
        await answer.WriteAsync(context, options.ViaName).ConfigureAwait(false);
    }

    private async Task<ForwardOutcome> FailAsync(HttpContext context, TableEntry entry, UpstreamFailure failure, Exception? error)
    {
        if (failure.Answer is not { } answer)
        {
            context.Abort();
            return failure.Outcome;
        }

        if (failure.Outcome == ForwardOutcome.Failure && entry.Slot.MayLogFailure(time))
        {
            logger.UpstreamFailed(entry.Slot.Name, answer.Status, answer.Reason, error);
        }

        await answer.WriteAsync(context, options.ViaName).ConfigureAwait(false);
        return failure.Outcome;
    }

    /// <summary>The request target in origin form, as the client sent it; null for CONNECT and <c>*</c>.</summary>
    private static string? Target(HttpContext context)
    {
        if (HttpMethods.IsConnect(context.Request.Method))
        {
            return null;
        }

        var raw = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        if (raw.StartsWith('/'))
        {
            return raw;
        }

        return raw == "*" ? null : context.Request.Path.ToUriComponent() + context.Request.QueryString.ToUriComponent();
    }

    /// <summary>
    /// Only WebSocket passes. An unknown protocol would make the rest of the connection invisible to whoever checks
    /// requests; <c>h2c</c> is known for exactly that.
    /// </summary>
    private static string? UpgradeProtocol(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest == true
        && string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            ? "websocket"
            : null;
}
