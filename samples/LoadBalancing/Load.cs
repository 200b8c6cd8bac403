using System.Collections.Concurrent;
using System.Diagnostics;

namespace LoadBalancing;

/// <summary>Workers that send one request after the other.</summary>
internal sealed class Load(HttpClient client, int workers)
{
    private int _sent;

    public int Sent => Volatile.Read(ref _sent);

    /// <param name="title">What is shown.</param>
    /// <param name="requests">How many to send.</param>
    /// <param name="at">After how many of them <paramref name="action"/> runs.</param>
    /// <param name="action">What happens meanwhile.</param>
    public async Task<LoadResult> RunAsync(string title, int requests, int at = 0, Func<Task>? action = null)
    {
        var result = new LoadResult(title);
        var left = requests;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync()));
        result.Duration = Stopwatch.GetElapsedTime(start);
        return result;

        async Task WorkAsync()
        {
            int number;
            while ((number = requests - Interlocked.Decrement(ref left)) <= requests)
            {
                if (number == at && action is not null)
                {
                    await action();
                }

                Interlocked.Increment(ref _sent);
                await SendAsync(result.Counts);
            }
        }
    }

    private async Task SendAsync(ConcurrentDictionary<string, int> counts)
    {
        string server;
        try
        {
            server = await client.GetStringAsync(new Uri("/", UriKind.Relative));
        }
        catch (HttpRequestException)
        {
            server = LoadResult.Failed;
        }

        counts.AddOrUpdate(server, 1, static (_, count) => count + 1);
    }
}
