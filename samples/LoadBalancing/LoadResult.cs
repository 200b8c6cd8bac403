using System.Collections.Concurrent;

namespace LoadBalancing;

/// <summary>Who answered how often.</summary>
internal sealed class LoadResult(string title)
{
    public const string Failed = "failed";

    public ConcurrentDictionary<string, int> Counts { get; } = new();

    public TimeSpan Duration { get; set; }

    /// <returns>Requests that failed.</returns>
    public int Print()
    {
        var shares = Counts.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} {pair.Value}");
        Console.WriteLine($"{title}: {string.Join(", ", shares)} in {Duration.TotalSeconds:0.0} s");
        return Counts.GetValueOrDefault(Failed);
    }
}
