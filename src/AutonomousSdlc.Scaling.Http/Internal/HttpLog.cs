using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Scaling.Http.Internal;

/// <summary>Log messages of the HTTP handler; event ids 3100 to 3199.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(3100, LogLevel.Debug, "Balancer '{Balancer}': {Method} goes to another node, because attempt {Attempt} on node '{Node}' ended as {Outcome}.")]
    public static partial void Retrying(ILogger logger, string balancer, string method, string node, CallOutcome outcome, int attempt);

    [LoggerMessage(3101, LogLevel.Warning, "Balancer '{Balancer}': an attempt on node '{Node}' ended as {Outcome} and is not retried, because the retry budget is spent. RetryBudget.Ratio, MinimumPerSecond and Burst set it.")]
    public static partial void RetryDenied(ILogger logger, string balancer, string node, CallOutcome outcome);

    [LoggerMessage(3102, LogLevel.Debug, "Balancer '{Balancer}': connections to node '{Node}' at {Address} are open for business.")]
    public static partial void Opened(ILogger logger, string balancer, string node, Uri address);

    [LoggerMessage(3103, LogLevel.Debug, "Balancer '{Balancer}': connections to node '{Node}' at {Address} close, because it left or moved.")]
    public static partial void Closed(ILogger logger, string balancer, string node, Uri address);
}
