using System.Globalization;

namespace ClosedLoop.Display;

/// <summary>Plain lines, for pipes, files and terminals without control sequences.</summary>
internal sealed class PlainDisplay(TextWriter output) : IDisplay
{
    private readonly Lock _lock = new();
    private TimeSpan _next;

    public void Say(string sentence) => Write($"         {sentence}");

    public void Show(LoopState state)
    {
        if (state.Elapsed < _next)
        {
            return;
        }

        _next = state.Elapsed + TimeSpan.FromSeconds(2);
        Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Elapsed.TotalSeconds,6:0.0} s {state.Step}: {state.OfferedPerSecond:0} requests/s, {state.Ready} of {state.Desired} workers ready, {state.Slots}, hits {Percent(state.HitRatio)} (LRU {Percent(state.LruHitRatio)}), {state.Failed} failed, p99 {state.LatencyMilliseconds ?? 0:0} ms"));
    }

    public ValueTask FinishAsync(Scorecard scorecard)
    {
        Write(string.Empty);
        foreach (var line in ScorecardText.Lines(scorecard))
        {
            Write(line);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Percent(double? ratio) =>
        ratio is { } value ? value.ToString("0.0 %", CultureInfo.InvariantCulture) : "unknown";

    private void Write(string line)
    {
        lock (_lock)
        {
            output.WriteLine(line);
        }
    }
}
