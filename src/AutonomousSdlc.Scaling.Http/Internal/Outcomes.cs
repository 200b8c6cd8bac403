using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AutonomousSdlc.Scaling.Http.Internal;

/// <summary>What responses and exceptions say about a node.</summary>
internal static class Outcomes
{
    public static CallOutcome Judge(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => CallOutcome.Rejected,
        >= HttpStatusCode.InternalServerError => CallOutcome.Failed,
        _ => CallOutcome.Succeeded,
    };

    /// <summary>Judges an attempt that ended without a response head; <see langword="null"/> when that says nothing about the node.</summary>
    public static CallOutcome? Judge(Exception exception, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return CallOutcome.Canceled;
        }

        return exception switch
        {
            OperationCanceledException { InnerException: TimeoutException } => CallOutcome.TimedOut,
            OperationCanceledException => CallOutcome.Canceled,
            HttpRequestException failure => Judge(failure, request),
            IOException or SocketException => CallOutcome.ConnectionLost,
            _ => null,
        };
    }

    /// <summary>Judges a body that could not be read to its end.</summary>
    public static CallOutcome JudgeBody(Exception exception) =>
        exception is IOException or HttpRequestException or SocketException ? CallOutcome.ConnectionLost : CallOutcome.Canceled;

    public static TaskCanceledException CreateAttemptTimeout(TimeSpan timeout, OperationCanceledException cause)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"The node sent no response head within AttemptTimeout ({timeout:c}). Raise it for slower calls.");
        return new TaskCanceledException(message, new TimeoutException(message, cause));
    }

    private static CallOutcome? Judge(HttpRequestException failure, HttpRequestMessage request) => failure.HttpRequestError switch
    {
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError => CallOutcome.ConnectFailed,
        HttpRequestError.ResponseEnded => CallOutcome.ConnectionLost,
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => CallOutcome.Failed,

        // A body that comes from a stream may itself have failed: the node is not to blame for its caller's client.
        HttpRequestError.Unknown when !Replay.IsPossible(request.Content) => null,
        HttpRequestError.Unknown when failure.InnerException is IOException or SocketException => CallOutcome.ConnectionLost,
        _ => null,
    };
}
