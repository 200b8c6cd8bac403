namespace Caching;

internal static class Replay
{
    public const int Callers = 8;

    /// <summary>Sends the requests from several callers at once and measures the time of all.</summary>
    public static async Task<TimeSpan> RunAsync(IReadOnlyList<string> requests, Func<string, CancellationToken, ValueTask<Product>> send)
    {
        var start = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = Callers },
            async (request, cancellationToken) => await send(request, cancellationToken));
        return TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>Time of one request that finds its value, averaged over many.</summary>
    public static Task<TimeSpan> MeasureHitAsync(string id, Func<string, CancellationToken, ValueTask<Product>> send) =>
        MeasureAsync(id, send, repetitions: 500_000);

    /// <summary>Time of one load, averaged over a few.</summary>
    public static Task<TimeSpan> MeasureLoadAsync(string id, Func<string, CancellationToken, ValueTask<Product>> load) =>
        MeasureAsync(id, load, repetitions: 50);

    private static async Task<TimeSpan> MeasureAsync(string id, Func<string, CancellationToken, ValueTask<Product>> send, int repetitions)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < repetitions; i++)
        {
            await send(id, CancellationToken.None);
        }

        return TimeProvider.System.GetElapsedTime(start) / repetitions;
    }
}
