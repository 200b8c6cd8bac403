namespace Deployment;

/// <summary>A few clients that ask all the time and count what they get.</summary>
internal sealed class Load : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _clients;
    private int _requests;
    private int _failed;
    private string _lastAnswer = "nobody";

    public Load(Uri address, int clients)
    {
        _client = new HttpClient { BaseAddress = address };
        _clients = Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(AskAsync)));
    }

    public int Requests => Volatile.Read(ref _requests);

    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Who gave the latest good answer.</summary>
    public string LastAnswer => Volatile.Read(ref _lastAnswer);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _clients;
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task AskAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var good = false;
            try
            {
                using var response = await _client.GetAsync(new Uri("/", UriKind.Relative), CancellationToken.None);
                if (good = response.IsSuccessStatusCode)
                {
                    Volatile.Write(ref _lastAnswer, await response.Content.ReadAsStringAsync(CancellationToken.None));
                }
            }
            catch (HttpRequestException)
            {
                // Counted below.
            }

            Interlocked.Increment(ref _requests);
            if (!good)
            {
                Interlocked.Increment(ref _failed);
            }

            await Task.Delay(Pause, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
