using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Caching.Internal;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Warning, "The removal listener of cache \"{Cache}\" threw for a value that left ({Reason}); the value counts as reported. Change it with OnRemoved.", EventName = "RemovalListenerFailed")]
    public static partial void RemovalListenerFailed(ILogger logger, Exception exception, string cache, CacheRemovalReason reason);

    [LoggerMessage(1002, LogLevel.Warning, "A value that left cache \"{Cache}\" ({Reason}) threw when it was disposed. Set DisposeValues to false to dispose values yourself.", EventName = "ValueDisposalFailed")]
    public static partial void ValueDisposalFailed(ILogger logger, Exception exception, string cache, CacheRemovalReason reason);

    [LoggerMessage(1003, LogLevel.Debug, "A load of cache \"{Cache}\" failed after every caller had left; nobody sees its exception.", EventName = "AbandonedLoadFailed")]
    public static partial void AbandonedLoadFailed(ILogger logger, Exception exception, string cache);

    [LoggerMessage(1004, LogLevel.Information, "Cache \"{Cache}\" has a capacity of {Capacity} instead of {Previous} from here on, because Capacity was changed.", EventName = "CapacityChanged")]
    public static partial void CapacityChanged(ILogger logger, string cache, long capacity, long previous);
}
