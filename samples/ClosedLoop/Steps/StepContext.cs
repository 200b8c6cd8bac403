using ClosedLoop.Cluster;
using ClosedLoop.Display;

namespace ClosedLoop.Steps;

/// <summary>What a step works with.</summary>
internal sealed class StepContext(LoopCluster cluster, IDisplay display, TimeProvider timeProvider)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly List<Promise> _promises = [];

    public LoopCluster Cluster => cluster;

    public IDisplay Display => display;

    public TimeProvider TimeProvider => timeProvider;

    public IReadOnlyList<Promise> Promises => _promises;

    public void Record(int step, string text, string measured, bool kept) => _promises.Add(new Promise(step, text, measured, kept));

    public Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, timeProvider, cancellationToken);

    /// <summary>Waits until something holds.</summary>
    /// <returns>How long it took; null when it did not hold within the limit.</returns>
    public async Task<TimeSpan?> UntilAsync(Func<bool> condition, TimeSpan limit, CancellationToken cancellationToken)
    {
        var begin = timeProvider.GetTimestamp();
        while (!condition())
        {
            if (timeProvider.GetElapsedTime(begin) > limit)
            {
                return null;
            }

            await WaitAsync(Poll, cancellationToken);
        }

        return timeProvider.GetElapsedTime(begin);
    }

    /// <summary>Seconds of a wait, or that it did not end.</summary>
    public static string Seconds(TimeSpan? time) => time is { } value
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value.TotalSeconds:0.0} s")
        : "not reached";
}
