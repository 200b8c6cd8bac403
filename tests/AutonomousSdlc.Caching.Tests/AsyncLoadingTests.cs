namespace AutonomousSdlc.Caching.Tests;

public sealed class AsyncLoadingTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_value_is_loaded_once_and_then_found()
    {
        using var cache = Caches.Create<string, string>();

        (await cache.GetOrAddAsync("a", "x", static async (key, state, _, _) =>
        {
            await Task.Yield();
            return key + state;
        })).ShouldBe("ax");
        var again = cache.GetOrAddAsync("a", static (_, _) => new ValueTask<string>("other"));

        again.IsCompletedSuccessfully.ShouldBeTrue();
        (await again).ShouldBe("ax");
    }

    [Fact]
    public async Task A_factory_that_completes_at_once_makes_the_call_complete_at_once()
    {
        using var cache = Caches.Create<string, int>();
        using var source = new CancellationTokenSource();

        var plain = cache.GetOrAddAsync("a", static (_, _) => new ValueTask<int>(1));
        var cancellable = cache.GetOrAddAsync("b", static (_, _) => new ValueTask<int>(2), source.Token);

        plain.IsCompletedSuccessfully.ShouldBeTrue();
        cancellable.IsCompletedSuccessfully.ShouldBeTrue();
        (await plain + await cancellable).ShouldBe(3);
    }

    [Fact]
    public async Task Joiners_share_one_load()
    {
        using var cache = Caches.Create<string, object>();
        var gate = new TaskCompletionSource<object>(TaskCreationOptions.RunContinuationsAsynchronously);
        var loads = 0;
        var callers = Enumerable.Range(0, 10).Select(_ => cache.GetOrAddAsync("a", (_, _) =>
        {
            loads++;
            return new ValueTask<object>(gate.Task);
        }).AsTask()).ToList();

        gate.SetResult(new object());
        var values = await Task.WhenAll(callers);

        loads.ShouldBe(1);
        values.Distinct().Count().ShouldBe(1);
        cache.Statistics.Joins.ShouldBe(9);
    }

    [Fact]
    public async Task The_first_callers_cancellation_does_not_harm_joiners()
    {
        using var cache = Caches.Create<string, int>();
        using var first = new CancellationTokenSource();
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken seen = default;
        var loader = cache.GetOrAddAsync("a", (_, token) =>
        {
            seen = token;
            return new ValueTask<int>(gate.Task);
        }, first.Token).AsTask();
        var joiner = cache.GetOrAddAsync("a", static (_, _) => new ValueTask<int>(-1)).AsTask();

        await first.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => loader);
        seen.IsCancellationRequested.ShouldBeFalse();
        gate.SetResult(7);

        (await joiner).ShouldBe(7);
        cache.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe(7);
    }

    [Fact]
    public async Task When_everybody_has_left_the_load_is_cancelled_and_the_next_caller_loads_again()
    {
        using var cache = Caches.Create<string, int>();
        using var source = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        ValueTask<int> LoadAsync(string key, CancellationToken token)
        {
            token.Register(cancelled.SetResult);
            return new ValueTask<int>(gate.Task);
        }

        var loader = cache.GetOrAddAsync("a", LoadAsync, source.Token).AsTask();
        var joiner = cache.GetOrAddAsync("a", LoadAsync, source.Token).AsTask();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => loader);
        await Should.ThrowAsync<OperationCanceledException>(() => joiner);
        await cancelled.Task.WaitAsync(Deadline, TimeProvider.System);

        (await cache.GetOrAddAsync("a", static (_, _) => new ValueTask<int>(2))).ShouldBe(2);
        gate.SetResult(1);
        cache.TryGet("a", out var value).ShouldBeTrue();
        value.ShouldBe(2);
    }

    [Fact]
    public async Task A_joiners_cancellation_ends_only_its_own_wait()
    {
        using var cache = Caches.Create<string, int>();
        using var source = new CancellationTokenSource();
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var loader = cache.GetOrAddAsync("a", (_, _) => new ValueTask<int>(gate.Task)).AsTask();
        var joiner = cache.GetOrAddAsync("a", static (_, _) => new ValueTask<int>(-1), source.Token).AsTask();

        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => joiner);
        gate.SetResult(1);

        (await loader).ShouldBe(1);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_loads_nothing()
    {
        using var cache = Caches.Create<string, int>();
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => cache.GetOrAddAsync("a", static (_, _) => new ValueTask<int>(1), source.Token).AsTask());
        await Should.ThrowAsync<OperationCanceledException>(() =>
            cache.GetOrAddLeaseAsync("a", 0, static (_, _, _, _) => new ValueTask<int>(1), cancellationToken: source.Token).AsTask());
        cache.Statistics.Loads.ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failure_reaches_everybody_and_nothing_is_stored(bool throwsAtOnce)
    {
        using var cache = Caches.Create<string, int>();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = cache.GetOrAddAsync("a", throwsAtOnce ? ThrowAtOnceAsync : ThrowLaterAsync).AsTask();
        var second = throwsAtOnce ? first : cache.GetOrAddAsync("a", static (_, _) => new ValueTask<int>(1)).AsTask();
        gate.SetResult();

        var mine = await Should.ThrowAsync<InvalidOperationException>(() => first);
        (await Should.ThrowAsync<InvalidOperationException>(() => second)).ShouldBeSameAs(mine);
        cache.Count.ShouldBe(0);
        cache.Statistics.LoadFailures.ShouldBe(1);

        static ValueTask<int> ThrowAtOnceAsync(string key, CancellationToken token) => throw new InvalidOperationException("no");

        async ValueTask<int> ThrowLaterAsync(string key, CancellationToken token)
        {
            await gate.Task;
            throw new InvalidOperationException("no");
        }
    }

    [Fact]
    public async Task A_synchronous_caller_joins_an_asynchronous_load()
    {
        using var cache = Caches.Create<string, int>();
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var loader = cache.GetOrAddAsync("a", (_, _) => new ValueTask<int>(gate.Task)).AsTask();
        var joiner = 0;
        var thread = new Thread(() => joiner = cache.GetOrAdd("a", static _ => -1));
        thread.Start();

        SpinWait.SpinUntil(() => cache.Statistics.Joins == 1, Deadline).ShouldBeTrue();
        gate.SetResult(5);
        thread.Join(Deadline).ShouldBeTrue();

        joiner.ShouldBe(5);
        (await loader).ShouldBe(5);
    }

    [Fact]
    public async Task Reentrance_is_detected_before_and_after_the_first_await()
    {
        using var cache = Caches.Create<string, int>();

        var early = await Should.ThrowAsync<CacheReentrancyException>(() =>
            cache.GetOrAddAsync("a", (key, _) => cache.GetOrAddAsync(key, static (_, _) => new ValueTask<int>(1))).AsTask());
        var late = await Should.ThrowAsync<CacheReentrancyException>(() => cache.GetOrAddAsync("a", async (key, _) =>
        {
            await Task.Yield();
            return await cache.GetOrAddAsync("b", async (_, _) =>
            {
                await Task.Yield();
                return cache.GetOrAdd(key, static _ => 1);
            });
        }).AsTask());

        early.Key.ShouldBe("a");
        late.Key.ShouldBe("a");
        cache.Count.ShouldBe(0);
        (await cache.GetOrAddAsync("a", static (_, _) => new ValueTask<int>(1))).ShouldBe(1);
    }

    [Fact]
    public async Task Waiting_for_a_load_of_somebody_else_inside_a_factory_is_not_reentrance()
    {
        using var cache = Caches.Create<string, int>();
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var other = cache.GetOrAddAsync("b", (_, _) => new ValueTask<int>(gate.Task)).AsTask();
        var mine = cache.GetOrAddAsync("a", async (_, _) => 1 + await cache.GetOrAddAsync("b", static (_, _) => new ValueTask<int>(-1))).AsTask();

        gate.SetResult(1);

        (await mine).ShouldBe(2);
        (await other).ShouldBe(1);
    }

    [Fact]
    public async Task A_load_that_began_before_an_invalidation_is_not_stored()
    {
        using var cache = Caches.Create<string, int>();
        foreach (var invalidate in (Action[])[() => cache.Remove("a"), cache.Clear, () => cache.RemoveByTag("t")])
        {
            var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            var outdated = cache.GetOrAddAsync("a", gate, static (_, gate, entry, _) =>
            {
                entry.Tags = ["t"];
                return new ValueTask<int>(gate.Task);
            }).AsTask();

            invalidate();
            gate.SetResult(1);

            (await outdated).ShouldBe(1);
            cache.TryGet("a", out _).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_value_that_must_not_be_stored_still_reaches_joiners()
    {
        using var cache = Caches.Create<string, int>();
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var loader = cache.GetOrAddAsync("a", gate, static (_, gate, entry, _) =>
        {
            entry.DoNotCache = true;
            return new ValueTask<int>(gate.Task);
        }).AsTask();
        var joiner = cache.GetOrAddAsync("a", static (_, _) => new ValueTask<int>(-1)).AsTask();

        gate.SetResult(3);

        (await loader).ShouldBe(3);
        (await joiner).ShouldBe(3);
        cache.Count.ShouldBe(0);
    }
}
