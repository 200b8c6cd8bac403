using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Why sending a request failed: what the client is told, and whether the slot is to blame.</summary>
internal readonly record struct UpstreamFailure(ErrorAnswer? Answer, ForwardOutcome Outcome)
{
    public static UpstreamFailure Classify(Exception error, HttpContent? content, ActivityTimer activity, CancellationToken clientAborted)
    {
        if (clientAborted.IsCancellationRequested)
        {
            return new UpstreamFailure(Answer: null, ForwardOutcome.ClientAborted);
        }

        if (content is RequestBodyContent { ClientError: { } clientError })
        {
            var status = clientError is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status400BadRequest;
            return new UpstreamFailure(ErrorAnswer.BadRequestBody(status), ForwardOutcome.ClientAborted);
        }

        if (activity.TimedOut)
        {
            return new UpstreamFailure(ErrorAnswer.ResponseTimeout, ForwardOutcome.Failure);
        }

        return new UpstreamFailure(AnswerTo(error), ForwardOutcome.Failure);
    }

    /// <summary>No connection came about, so that nothing can have been sent.</summary>
    public static bool IsConnectFailure(Exception error) =>
        error is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };

    private static ErrorAnswer AnswerTo(Exception error) => error switch
    {
        // SocketsHttpHandler reports its ConnectTimeout as a cancellation with this cause.
        OperationCanceledException { InnerException: TimeoutException } => ErrorAnswer.ConnectTimeout,
        HttpRequestException { InnerException: TimeoutException } => ErrorAnswer.ConnectTimeout,
        _ when IsConnectFailure(error) => ErrorAnswer.Refused,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded or HttpRequestError.HttpProtocolError } => ErrorAnswer.BadResponse,

        // A handler of the user's says with this status that it has nowhere to send the request.
        HttpRequestException { StatusCode: System.Net.HttpStatusCode.ServiceUnavailable } => ErrorAnswer.NoEndpoint,
        HttpRequestException or IOException or SocketException => ErrorAnswer.Broken,
        OperationCanceledException => ErrorAnswer.ResponseTimeout,
        _ => ErrorAnswer.Internal,
    };
}
