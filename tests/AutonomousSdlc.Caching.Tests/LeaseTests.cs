namespace AutonomousSdlc.Caching.Tests;

public sealed class LeaseTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_leased_value_is_disposed_once_after_removal_and_return()
    {
        using var cache = Create();
        var value = new DisposableValue();
        cache.Set("a", value);
        cache.TryLease("a", out var first).ShouldBeTrue();
        cache.TryLease("a", out var second).ShouldBeTrue();

        cache.Remove("a").ShouldBeTrue();
        value.Disposals.ShouldBe(0);
        first.Value.ShouldBeSameAs(value);
        first.Dispose();
        first.Dispose();
        value.Disposals.ShouldBe(0);
        second.Dispose();

        value.Disposals.ShouldBe(1);
        Should.Throw<ObjectDisposedException>(() => first.Value);
        cache.TryLease("a", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_value_without_leases_is_disposed_when_it_leaves()
    {
        var cache = Create(capacity: 2);
        var values = Enumerable.Range(0, 10).Select(_ => new DisposableValue()).ToList();
        for (var i = 0; i < 6; i++)
        {
            cache.Set($"{i}", values[i]);
        }

        values.Take(6).Count(value => value.Disposals == 1).ShouldBe(4);
        cache.Set("x", values[6]);
        cache.Set("x", values[7]);
        values[6].Disposals.ShouldBe(1);
        cache.Clear();
        values.Take(8).ShouldAllBe(value => value.Disposals == 1);
        cache.Set("y", values[8]);
        cache.Dispose();
        values[8].Disposals.ShouldBe(1);
        values[9].Disposals.ShouldBe(0);
    }

    [Fact]
    public void Without_ownership_nothing_is_disposed()
    {
        using var cache = Caches.Create<string, DisposableValue>();
        var value = new DisposableValue();
        cache.Set("a", value);
        cache.TryLease("a", out var lease).ShouldBeTrue();
        cache.Remove("a");
        lease.Dispose();

        value.Disposals.ShouldBe(0);
    }

    [Fact]
    public void Storing_the_same_object_again_does_not_dispose_it()
    {
        using var cache = Create();
        var value = new DisposableValue();
        cache.Set("a", value);
        cache.TryLease("a", out var lease).ShouldBeTrue();
        cache.Set("a", value);
        cache.TryUpdate("a", value).ShouldBeTrue();
        lease.Dispose();
        value.Disposals.ShouldBe(0);
        cache.Remove("a");

        value.Disposals.ShouldBe(1);
    }

    [Fact]
    public void A_value_that_is_too_heavy_is_disposed_at_once()
    {
        using var cache = Create(capacity: 1);
        var value = new DisposableValue();

        cache.Set("a", value, new CacheEntryOptions { Weight = 2 });

        value.Disposals.ShouldBe(1);
    }

    [Fact]
    public void Get_or_add_lends_what_it_loaded_even_when_it_is_not_stored()
    {
        using var cache = Create();
        var lease = cache.GetOrAddLease("a", 0, static (_, _, _) => new DisposableValue());
        using (var again = cache.GetOrAddLease("a", 0, static (_, _, _) => new DisposableValue()))
        {
            again.Value.ShouldBeSameAs(lease.Value);
        }

        var unstored = cache.GetOrAddLease("b", 0, static (_, _, entry) =>
        {
            entry.DoNotCache = true;
            return new DisposableValue();
        });
        var (stored, lent) = (lease.Value, unstored.Value);
        unstored.Dispose();
        lent.Disposals.ShouldBe(1);
        lease.Dispose();
        stored.Disposals.ShouldBe(0);
        cache.Clear();
        stored.Disposals.ShouldBe(1);
    }

    [Fact]
    public void A_plain_read_of_a_value_that_is_not_stored_leaves_it_to_the_caller()
    {
        using var cache = Create();

        var value = cache.GetOrAdd("a", 0, static (_, _, entry) =>
        {
            entry.DoNotCache = true;
            return new DisposableValue();
        });

        value.Disposals.ShouldBe(0);
    }

    [Fact]
    public async Task Asynchronous_borrowers_share_one_value_that_lives_until_the_last_return()
    {
        using var cache = Create();
        var gate = new TaskCompletionSource<DisposableValue>(TaskCreationOptions.RunContinuationsAsynchronously);
        var borrowers = Enumerable.Range(0, 5)
            .Select(_ => cache.GetOrAddLeaseAsync("a", gate, static (_, gate, entry, _) =>
            {
                entry.DoNotCache = true;
                return new ValueTask<DisposableValue>(gate.Task);
            }).AsTask())
            .ToList();
        var value = new DisposableValue();
        gate.SetResult(value);

        var leases = await Task.WhenAll(borrowers);
        foreach (var lease in leases)
        {
            value.Disposals.ShouldBe(0);
            lease.Value.ShouldBeSameAs(value);
            lease.Dispose();
        }

        value.Disposals.ShouldBe(1);
    }

    [Fact]
    public async Task A_value_that_nobody_waits_for_any_more_is_disposed()
    {
        using var cache = Create();
        using var source = new CancellationTokenSource();
        var gate = new TaskCompletionSource<DisposableValue>(TaskCreationOptions.RunContinuationsAsynchronously);
        var borrower = cache.GetOrAddLeaseAsync("a", gate, static (_, gate, _, _) => new ValueTask<DisposableValue>(gate.Task), cancellationToken: source.Token).AsTask();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => borrower);
        var value = new DisposableValue();
        gate.SetResult(value);

        SpinWait.SpinUntil(() => value.Disposals == 1, Deadline).ShouldBeTrue();
        cache.Count.ShouldBe(0);
    }

    [Fact]
    public void Synchronous_joiners_borrow_too()
    {
        using var cache = Create();
        using var lease = cache.GetOrAddLease("a", 0, (key, _, _) =>
        {
            var joiner = new Thread(() => cache.GetOrAddLease(key, 0, static (_, _, _) => new DisposableValue()).Dispose());
            joiner.Start();
            SpinWait.SpinUntil(() => cache.Statistics.Joins == 1, Deadline).ShouldBeTrue();
            return new DisposableValue();
        });
        var value = lease.Value;
        cache.Remove("a");

        value.Disposals.ShouldBe(0);
    }

    [Fact]
    public void Under_contention_no_value_is_used_after_disposal_or_disposed_twice()
    {
        var all = new System.Collections.Concurrent.ConcurrentBag<DisposableValue>();
        var cache = Create(capacity: 8);
        var misuse = 0;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, worker =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 20_000; i++)
            {
                var key = $"{random.Next(16)}";
                if (random.Next(10) == 0)
                {
                    cache.Remove(key);
                    continue;
                }

                using var lease = cache.GetOrAddLease(key, all, static (_, all, _) =>
                {
                    var value = new DisposableValue();
                    all.Add(value);
                    return value;
                });
                misuse += lease.Value.Disposals;
            }
        });
        cache.Dispose();

        misuse.ShouldBe(0);
        all.ShouldAllBe(value => value.Disposals == 1);
    }

    private static AdaptiveCache<string, DisposableValue> Create(long capacity = 100) =>
        Caches.Create<string, DisposableValue>(capacity, configure: o => o.DisposeValues = true);
}
