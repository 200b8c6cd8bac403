using ClosedLoop.Display;

namespace ClosedLoop.Cluster;

/// <summary>Shows what the suite logs: its decisions with their reasons.</summary>
internal sealed class DecisionLog(IDisplay display) : ILoggerProvider
{
    private const int MaximumSentences = 500;

    private readonly Lock _lock = new();
    private readonly List<string> _sentences = [];

    public IReadOnlyList<string> Sentences
    {
        get
        {
            lock (_lock)
            {
                return [.. _sentences];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => new DecisionLogger(this);

    public void Dispose()
    {
    }

    private void Add(string sentence)
    {
        lock (_lock)
        {
            if (_sentences.Count < MaximumSentences)
            {
                _sentences.Add(sentence);
            }
        }

        display.Say(sentence);
    }

    private sealed class DecisionLogger(DecisionLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Add(exception is null ? formatter(state, exception) : $"{formatter(state, exception)} ({exception.Message})");
            }
        }
    }
}
