using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Testing;

internal sealed class RecordingLogger(LogRecorder recorder, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        recorder.Add(new RecordedLog(category, logLevel, eventId, formatter(state, exception), exception));
}
