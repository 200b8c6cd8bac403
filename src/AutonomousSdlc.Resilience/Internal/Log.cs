using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Resilience.Internal;

internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Warning, "{Subject} stopped calls: {Cause}. Next probe in {Pause}. Change with Breaker.ConsecutiveFailures, Breaker.Pause.", EventName = "CircuitOpened")]
    public static partial void CircuitOpened(ILogger logger, string subject, string cause, string pause);

    [LoggerMessage(2001, LogLevel.Information, "{Subject} lets probes through: the pause has passed.", EventName = "CircuitHalfOpened")]
    public static partial void CircuitHalfOpened(ILogger logger, string subject);

    [LoggerMessage(2002, LogLevel.Information, "{Subject} admits all calls again: {Cause}.", EventName = "CircuitClosed")]
    public static partial void CircuitClosed(ILogger logger, string subject, string cause);

    [LoggerMessage(2003, LogLevel.Warning, "{Subject} was isolated by hand: {Reason}. Call Reset to admit calls again.", EventName = "Isolated")]
    public static partial void Isolated(ILogger logger, string subject, string reason);

    [LoggerMessage(2004, LogLevel.Warning, "{Subject} tries no call again until its budget recovers: retries exceeded {Ratio} per call. Change with Retry.Budget.Ratio, Retry.Budget.Burst.", EventName = "RetryBudgetExhausted")]
    public static partial void RetryBudgetExhausted(ILogger logger, string subject, double ratio);

    [LoggerMessage(2005, LogLevel.Debug, "{Subject} tries a call again in {Delay}: attempt {Attempt} failed ({Kind}, {Failure}).", EventName = "Retrying")]
    public static partial void Retrying(ILogger logger, string subject, string delay, int attempt, CallResultKind kind, string failure);

    [LoggerMessage(2006, LogLevel.Debug, "{Subject} answered with fallback step \"{Step}\" after {Attempts} attempts ({Failure}).", EventName = "FellBack")]
    public static partial void FellBack(ILogger logger, string subject, string step, int attempts, string failure);

    [LoggerMessage(2007, LogLevel.Warning, "{Subject}: fallback step \"{Step}\" failed, the next one runs. Change with Fallback.Then, Fallback.StepTimeout.", EventName = "FallbackStepFailed")]
    public static partial void FallbackStepFailed(ILogger logger, Exception exception, string subject, string step);

    [LoggerMessage(2008, LogLevel.Warning, "{Subject}: a classification rule threw and was skipped. Change with ClassifyException, ClassifyResult.", EventName = "RuleThrew")]
    public static partial void RuleThrew(ILogger logger, Exception exception, string subject);

    [LoggerMessage(2009, LogLevel.Warning, "Guard \"{Guard}\" has {Maximum} busy partitions: new keys share one circuit. Change with Partitions.Maximum.", EventName = "PartitionLimitReached")]
    public static partial void PartitionLimitReached(ILogger logger, string guard, int maximum);

    [LoggerMessage(2010, LogLevel.Information, "Guard \"{Guard}\" uses its reloaded options from here on.", EventName = "OptionsReloaded")]
    public static partial void OptionsReloaded(ILogger logger, string guard);

    [LoggerMessage(2011, LogLevel.Warning, "Guard \"{Guard}\": a callback that an operation registered with its token threw when the attempt ran out of time. Change with AttemptTimeout, Deadline.", EventName = "CancellationCallbackThrew")]
    public static partial void CancellationCallbackThrew(ILogger logger, Exception exception, string guard);
}
