using System.Globalization;
using Spectre.Console;

namespace ClosedLoop.Display;

/// <summary>A live table in a terminal.</summary>
internal sealed class LiveDisplay : IDisplay
{
    private const int ShownSentences = 12;

    private readonly IAnsiConsole _console;
    private readonly Lock _lock = new();
    private readonly Queue<string> _sentences = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeProvider _timeProvider;
    private readonly Task _live;
    private LoopState? _state;

    public LiveDisplay(IAnsiConsole console, TimeProvider timeProvider)
    {
        _console = console;
        _timeProvider = timeProvider;
        _live = console.Live(Draw()).StartAsync(RefreshAsync);
    }

    public void Say(string sentence)
    {
        lock (_lock)
        {
            _sentences.Enqueue(sentence);
            while (_sentences.Count > ShownSentences)
            {
                _sentences.Dequeue();
            }
        }
    }

    public void Show(LoopState state) => Volatile.Write(ref _state, state);

    public async ValueTask FinishAsync(Scorecard scorecard)
    {
        await DisposeAsync();
        foreach (var line in ScorecardText.Lines(scorecard))
        {
            _console.WriteLine(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _done.TrySetResult();
        await _live;
    }

    private async Task RefreshAsync(LiveDisplayContext context)
    {
        while (!_done.Task.IsCompleted)
        {
            context.UpdateTarget(Draw());
            await Task.WhenAny(_done.Task, Task.Delay(TimeSpan.FromMilliseconds(500), _timeProvider, CancellationToken.None));
        }

        context.UpdateTarget(Draw());
    }

    private Table Draw()
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("name").AddColumn("value");
        if (Volatile.Read(ref _state) is { } state)
        {
            table.AddRow("step", Markup.Escape($"{state.Step}  ({state.Elapsed.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s)"));
            table.AddRow("demand", Format($"{state.OfferedPerSecond:0} requests/s"));
            table.AddRow("workers", Format($"{state.Ready} ready of {state.Desired} wanted"));
            table.AddRow("slots", Markup.Escape(state.Slots));
            table.AddRow("hit ratio", Format($"{state.HitRatio ?? 0:0.0 %} (LRU {state.LruHitRatio ?? 0:0.0 %})"));
            table.AddRow("answers", Format($"{state.SuccessRatio:0.00 %} good, {state.Failed} failed, p99 {state.LatencyMilliseconds ?? 0:0} ms"));
        }

        lock (_lock)
        {
            table.AddRow(new Markup("decisions"), new Text(string.Join('\n', _sentences)));
        }

        return table;
    }

    private static string Format(FormattableString text) => Markup.Escape(text.ToString(CultureInfo.InvariantCulture));
}
