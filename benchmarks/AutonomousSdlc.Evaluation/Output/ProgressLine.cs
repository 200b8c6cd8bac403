using System.Globalization;

namespace AutonomousSdlc.Evaluation.Output;

/// <summary>
/// Says on standard error what a long study is doing: nothing before the first interval has passed, then at most one line
/// per interval. A timer writes the lines, so that one long step is reported too.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private readonly Action<string> _writeLine;
    private readonly TimeProvider _timeProvider;
    private readonly long _started;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private string? _step;

    public ProgressLine(Action<string> writeLine, TimeProvider timeProvider, TimeSpan interval)
    {
        _writeLine = writeLine;
        _timeProvider = timeProvider;
        _started = timeProvider.GetTimestamp();
        _timer = timeProvider.CreateTimer(static state => ((ProgressLine)state!).WriteStep(), this, interval, interval);
    }

    /// <summary>Names the step that begins.</summary>
    public void Report(int done, int total, string what)
    {
        lock (_gate)
        {
            _step = string.Create(CultureInfo.InvariantCulture, $"{done}/{total} {what}");
        }
    }

    /// <summary>Writes a remark at once, such as a restriction of the run.</summary>
    public void Note(string remark)
    {
        lock (_gate)
        {
            _writeLine(remark);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            _step = null;
        }
    }

    private void WriteStep()
    {
        lock (_gate)
        {
            if (_step is not null)
            {
                var elapsed = _timeProvider.GetElapsedTime(_started).TotalSeconds;
                _writeLine(string.Create(CultureInfo.InvariantCulture, $"[{elapsed:0} s] {_step}"));
            }
        }
    }
}
