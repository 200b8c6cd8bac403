using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// What can be asked over the control socket: <c>GET /v1/traffic</c>, <c>PUT /v1/traffic</c> and <c>POST /v1/drain</c>,
/// all in JSON. Unknown members, repeated members and trailing text are errors.
/// </summary>
internal sealed class ControlApi(TrafficDirector director, IForwarder forwarder, Uri address, ILogger logger, CancellationToken stopping)
{
    public const string TrafficPath = "/v1/traffic";
    public const string DrainPath = "/v1/drain";
    private static readonly TimeSpan MaximumDeadline = TimeSpan.FromHours(24);

    public async Task InvokeAsync(HttpContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await DispatchAsync(context, ending.Token).ConfigureAwait(false);
        }
        catch (StaleTrafficChangeException error)
        {
            var body = new ControlError { Error = ControlError.Stale, Message = error.Message, Epoch = error.AcceptedEpoch, Generation = error.AcceptedGeneration };
            await AnswerAsync(context, StatusCodes.Status409Conflict, body, ForwarderJson.Default.ControlError).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ArgumentException or JsonException)
        {
            await RejectAsync(context, StatusCodes.Status400BadRequest, error.Message).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            await RejectAsync(context, error.StatusCode, error.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            await RejectAsync(context, StatusCodes.Status503ServiceUnavailable, "The forwarder is stopping.").ConfigureAwait(false);
        }
        catch (ForwarderException error)
        {
            logger.ControlFailed(context.Request.Method, PrintablePath(context), error);
            var body = new ControlError { Error = ControlError.Failed, Message = error.Message };
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, body, ForwarderJson.Default.ControlError).ConfigureAwait(false);
        }
    }

    private async Task DispatchAsync(HttpContext context, CancellationToken cancellationToken)
    {
        switch (context.Request.Method, context.Request.Path.Value)
        {
            case ("GET", TrafficPath):
                await AnswerAsync(context, StatusCodes.Status200OK, ControlState.From(director.Table, address), ForwarderJson.Default.ControlState).ConfigureAwait(false);
                break;
            case ("PUT", TrafficPath):
                var change = await ReadAsync(context, ForwarderJson.Default.ControlChange, cancellationToken).ConfigureAwait(false);
                await director.ApplyAsync(change.ToTrafficChange(), cancellationToken).ConfigureAwait(false);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case ("POST", DrainPath):
                await DrainAsync(context, cancellationToken).ConfigureAwait(false);
                break;
            case (_, TrafficPath or DrainPath):
                await RejectAsync(context, StatusCodes.Status405MethodNotAllowed, $"Use GET or PUT {TrafficPath}, or POST {DrainPath}.").ConfigureAwait(false);
                break;
            default:
                await RejectAsync(context, StatusCodes.Status404NotFound, $"There is {TrafficPath} and {DrainPath}.").ConfigureAwait(false);
                break;
        }
    }

    private async Task DrainAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var drain = await ReadAsync(context, ForwarderJson.Default.ControlDrain, cancellationToken).ConfigureAwait(false);
        if (!(drain.DeadlineSeconds >= 0 && drain.DeadlineSeconds <= MaximumDeadline.TotalSeconds))
        {
            throw new ArgumentException($"deadlineSeconds ({drain.DeadlineSeconds}) must be from 0 to {MaximumDeadline.TotalSeconds}.");
        }

        var drained = await forwarder.Router.DrainAsync(drain.Slot, TimeSpan.FromSeconds(drain.DeadlineSeconds), cancellationToken).ConfigureAwait(false);
        await AnswerAsync(context, StatusCodes.Status200OK, new ControlDrained { Drained = drained }, ForwarderJson.Default.ControlDrained).ConfigureAwait(false);
    }

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        await JsonSerializer.DeserializeAsync(context.Request.Body, type, cancellationToken).ConfigureAwait(false)
        ?? throw new JsonException("The body must be an object, not null.");

    private Task RejectAsync(HttpContext context, int status, string reason)
    {
        logger.ControlRejected(context.Request.Method, PrintablePath(context), status, reason);
        return AnswerAsync(context, status, new ControlError { Error = ControlError.Invalid, Message = reason }, ForwarderJson.Default.ControlError);
    }

    private static async Task AnswerAsync<T>(HttpContext context, int status, T body, JsonTypeInfo<T> type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, type), CancellationToken.None).ConfigureAwait(false);
    }

    // The path comes from outside: bounded and without control characters, as slot names are.
    private static string PrintablePath(HttpContext context) => Policies.SlotName.Printable(context.Request.Path.Value);
}
