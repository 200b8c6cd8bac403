using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Testing;

/// <summary>A logger factory and provider that keeps every entry in memory, for assertions in tests.</summary>
/// <remarks>Safe for concurrent use; all levels are enabled.</remarks>
public sealed class LogRecorder : ILoggerFactory, ILoggerProvider
{
    private readonly Lock _lock = new();
    private readonly List<RecordedLog> _entries = [];

    /// <summary>Everything logged so far, oldest first.</summary>
    public IReadOnlyList<RecordedLog> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>The entries with one event id.</summary>
    /// <param name="eventId">Numeric event id.</param>
    public IReadOnlyList<RecordedLog> WithEvent(int eventId) => [.. Entries.Where(e => e.EventId.Id == eventId)];

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => new RecordingLogger(this, categoryName);

    /// <summary>Not supported: this recorder is the only sink.</summary>
    /// <param name="provider">Ignored.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("LogRecorder keeps entries itself. Add providers to a LoggerFactory instead.");

    /// <summary>Does nothing: entries stay readable.</summary>
    public void Dispose()
    {
    }

    internal void Add(RecordedLog entry)
    {
        lock (_lock)
        {
            _entries.Add(entry);
        }
    }
}
