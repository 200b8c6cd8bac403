using System.Globalization;
using AutonomousSdlc.Testing;

namespace ClosedLoop.Demand;

/// <summary>
/// Users of the service: an open loop of pages at a rate that the demonstration sets. A request counts as good when it
/// gets a status of 200 within the patience of a user.
/// </summary>
internal sealed class DemandSource : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _client;
    private readonly PageSource _pages;
    private readonly TimeProvider _timeProvider;
    private readonly Random _seeds;
    private readonly CancellationTokenSource _stop = new();
    private readonly LatencyWindow _latency = new();
    private Task _loop = Task.CompletedTask;
    private double _rate;
    private long _sent;
    private long _succeeded;
    private long _failed;
    private long _answersOfVersion3;
    private bool _paused;

    public DemandSource(Uri frontEnd, PageSource pages, int seed, TimeProvider timeProvider)
    {
        _client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            BaseAddress = frontEnd,
            Timeout = Patience,
        };
        _pages = pages;
        _timeProvider = timeProvider;
        _seeds = new Random(seed);
    }

    /// <summary>Offered requests a second.</summary>
    public double Rate
    {
        get => Volatile.Read(ref _rate);
        set => Volatile.Write(ref _rate, value);
    }

    public DemandCounters Counters =>
        new(Interlocked.Read(ref _sent), Interlocked.Read(ref _succeeded), Interlocked.Read(ref _failed));

    /// <summary>Answers, good or bad, that carried the mark of version 3.</summary>
    public long AnswersOfVersion3 => Interlocked.Read(ref _answersOfVersion3);

    public LatencyWindow Latency => _latency;

    public void Start() => _loop = RunAsync();

    /// <summary>Holds new requests back and waits until those under way have ended; disposing the result goes on.</summary>
    public async Task<IDisposable> PauseAsync(CancellationToken cancellationToken)
    {
        var pause = new DemandPause(this);
        Volatile.Write(ref _paused, value: true);
        try
        {
            var quiet = 0;
            while (quiet < 2)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), _timeProvider, cancellationToken);
                var counters = Counters;
                quiet = counters.Sent == counters.Succeeded + counters.Failed ? quiet + 1 : 0;
            }

            return pause;
        }
        catch
        {
            pause.Dispose();
            throw;
        }
    }

    /// <summary>Ends the demand and waits until the requests under way have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _client.Dispose();
    }

    private async Task RunAsync()
    {
        var running = new List<Task>();
        var page = 0L;
        var begin = _timeProvider.GetTimestamp();
        var due = TimeSpan.Zero;
        while (!_stop.IsCancellationRequested)
        {
            var slice = new ScriptedLoad(_seeds.Next(), new LoadPhase(Slice, Rate));
            foreach (var arrival in slice.Arrivals())
            {
                await WaitUntilAsync(begin, due + arrival);
                if (_stop.IsCancellationRequested || Volatile.Read(ref _paused))
                {
                    break;
                }

                running.Add(SendAsync(page++));
            }

            due += Slice;
            await WaitUntilAsync(begin, due);
            running.RemoveAll(static task => task.IsCompleted);
        }

        await Task.WhenAll(running);
    }

    private async Task WaitUntilAsync(long begin, TimeSpan due)
    {
        var wait = due - _timeProvider.GetElapsedTime(begin);
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, _timeProvider, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(long page)
    {
        Interlocked.Increment(ref _sent);
        var begin = _timeProvider.GetTimestamp();
        var good = false;
        try
        {
            var uri = new Uri("/page?items=" + string.Join(',', _pages.Items(page).Select(item => item.ToString(CultureInfo.InvariantCulture))), UriKind.Relative);
            using var response = await _client.GetAsync(uri, CancellationToken.None);
            good = response.IsSuccessStatusCode;
            if (response.Headers.TryGetValues("X-Version", out var versions) && versions.Contains("3"))
            {
                Interlocked.Increment(ref _answersOfVersion3);
            }
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            // No answer, or none in time: counted as failed below.
        }

        Interlocked.Increment(ref good ? ref _succeeded : ref _failed);
        _latency.Record(_timeProvider.GetElapsedTime(begin));
    }

    private sealed class DemandPause(DemandSource source) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref source._paused, value: false);
    }
}
