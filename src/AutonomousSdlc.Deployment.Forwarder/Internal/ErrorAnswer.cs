using Microsoft.AspNetCore.Http;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// An answer that the forwarder gives itself: status, the error type of <c>Proxy-Status</c> (RFC 9209) and one short
/// sentence. Neither names a slot, an address or an exception.
/// </summary>
internal sealed record ErrorAnswer(int Status, string ErrorType, string Reason)
{
    public static ErrorAnswer NoTraffic { get; } = new(StatusCodes.Status503ServiceUnavailable, "destination_unavailable", "No version is serving: every traffic weight is zero.");

    public static ErrorAnswer NoEndpoint { get; } = new(StatusCodes.Status503ServiceUnavailable, "destination_unavailable", "The serving version has no endpoint.");

    public static ErrorAnswer Refused { get; } = new(StatusCodes.Status502BadGateway, "connection_refused", "The upstream could not be reached.");

    public static ErrorAnswer Broken { get; } = new(StatusCodes.Status502BadGateway, "connection_terminated", "The upstream closed the connection before it answered.");

    public static ErrorAnswer BadResponse { get; } = new(StatusCodes.Status502BadGateway, "http_protocol_error", "The upstream's answer could not be read.");

    public static ErrorAnswer ConnectTimeout { get; } = new(StatusCodes.Status504GatewayTimeout, "connection_timeout", "No connection to the upstream could be made in time.");

    public static ErrorAnswer ResponseTimeout { get; } = new(StatusCodes.Status504GatewayTimeout, "http_response_timeout", "The upstream did not answer in time.");

    public static ErrorAnswer Loop { get; } = new(StatusCodes.Status508LoopDetected, "proxy_loop_detected", "The request came through this forwarder too often.");

    public static ErrorAnswer NotSupported { get; } = new(StatusCodes.Status501NotImplemented, "http_request_error", "CONNECT and the request target * are not supported.");

    public static ErrorAnswer Internal { get; } = new(StatusCodes.Status502BadGateway, "proxy_internal_error", "The request could not be forwarded.");

    public static ErrorAnswer BadRequestBody(int status) => new(status, "http_request_error", "The request body could not be read.");

    /// <summary>Writes the answer, or cuts the connection when a head already left.</summary>
    public async Task WriteAsync(HttpContext context, string proxyName)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var response = context.Response;
        response.Clear();
        response.StatusCode = Status;
        response.ContentType = "text/plain; charset=utf-8";
        response.Headers["Proxy-Status"] = $"{proxyName}; error={ErrorType}";
        response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            // Writing to a client that has gone does nothing, and needs no token for it.
            await response.WriteAsync(Reason, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
