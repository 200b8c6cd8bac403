using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// Passes Kestrel's warnings on and drops what hosting says about each request, which would be two lines for every
/// request forwarded.
/// </summary>
internal sealed class QuietLoggerFactory(ILoggerFactory? inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) =>
        inner is null ? NullLogger.Instance : new QuietLogger(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider)
    {
        // Providers belong to the application's own factory.
    }

    public void Dispose()
    {
        // The application's factory is the application's to dispose.
    }

    private sealed class QuietLogger(ILogger logger) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && logger.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                logger.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
