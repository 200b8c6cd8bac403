using System.Net;
using System.Security.Authentication;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>The built-in classification, by type and code, never by words in a message.</summary>
internal static class ExceptionClassifier
{
    public static CallVerdict Classify(Exception exception) => exception switch
    {
        AttemptTimeoutException or DeadlineExceededException { Attempts: > 0 } or TimeoutException or OperationCanceledException => CallVerdict.Timeout,
        ResilienceException refused => CallVerdict.Rejection(refused.RetryAfter),
        HttpRequestException { StatusCode: { } status } => ClassifyStatus(status),
        ArgumentException or NotSupportedException or NullReferenceException
            or InvalidCastException or FormatException or IndexOutOfRangeException or UnauthorizedAccessException
            or AuthenticationException => CallVerdict.Permanent,
        _ => CallVerdict.Transient,
    };

    private static CallVerdict ClassifyStatus(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => CallVerdict.Rejection(),
        HttpStatusCode.RequestTimeout or HttpStatusCode.GatewayTimeout => CallVerdict.Timeout,
        HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported => CallVerdict.Permanent,
        >= HttpStatusCode.InternalServerError => CallVerdict.Transient,
        _ => CallVerdict.Permanent,
    };
}
