using AutonomousSdlc.Caching.Internal;

namespace AutonomousSdlc.Caching.Tests;

/// <summary>Interleavings in which a load ends while its entry is being cut out. Each is forced: user code that the cache
/// calls at the critical moment ends the load, on the same thread.</summary>
public sealed class LeaseRaceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_value_that_is_stored_while_its_last_borrower_leaves_stays_and_is_disposed_later()
    {
        var keys = new HookedComparer();
        var cache = Create(o => o.Comparer = keys);
        using var source = new CancellationTokenSource();
        var gate = new TaskCompletionSource<DisposableValue>();
        var value = new DisposableValue();
        CancellationToken seen = default;
        var leaver = cache.GetOrAddLeaseAsync("a", gate, (_, gate, _, token) =>
        {
            seen = token;
            return new ValueTask<DisposableValue>(gate.Task);
        }, cancellationToken: source.Token).AsTask();

        // Keys are compared under the lock that the leaver needs to cut the entry out, and that publishing re-enters.
        keys.OnEquals = () =>
        {
            keys.OnEquals = null;
            _ = source.CancelAsync();
            SpinWait.SpinUntil(() => seen.IsCancellationRequested, Deadline).ShouldBeTrue();
            gate.SetResult(value);
        };
        await RunAsync(() => cache.GetOrAddLease("a", 0, static (_, _, _) => new DisposableValue()).Dispose());
        await Should.ThrowAsync<OperationCanceledException>(() => leaver.WaitAsync(Deadline, TimeProvider.System));

        value.Disposals.ShouldBe(0);
        cache.TryGet("a", out var stored).ShouldBeTrue();
        stored.ShouldBeSameAs(value);
        cache.Dispose();
        value.Disposals.ShouldBe(1);
    }

    [Fact]
    public async Task A_load_that_ends_while_a_write_replaces_it_is_not_released_by_the_write()
    {
        var gate = new TaskCompletionSource<DisposableValue>();
        var (loaded, first, second) = (new DisposableValue(), new DisposableValue(), new DisposableValue());
        var removed = new List<DisposableValue>();
        var cache = Create(o =>
        {
            o.Capacity = 1;
            o.OnRemoved = removal =>
            {
                removed.Add(removal.Value);
                gate.TrySetResult(loaded);
            };
        });
        var borrower = cache.GetOrAddLeaseAsync("a", gate, static (_, gate, _, _) => new ValueTask<DisposableValue>(gate.Task)).AsTask();
        cache.Set("b", first);

        // One of the two written values has to go; its removal is reported in the middle of the write.
        await RunAsync(() => cache.Set("a", second));

        using (var lease = await borrower.WaitAsync(Deadline, TimeProvider.System))
        {
            lease.Value.ShouldBeSameAs(loaded);
            loaded.Disposals.ShouldBe(0);
        }

        cache.Dispose();
        new[] { loaded, first, second }.ShouldAllBe(value => value.Disposals == 1);
        removed.ShouldBe([first, second], ignoreOrder: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_cancels_after_the_load_has_ended_still_gets_the_value(bool isLease)
    {
        using var cache = Create();
        using var source = new CancellationTokenSource();
        var gate = new TaskCompletionSource<DisposableValue>();
        var value = new DisposableValue();
        var waiter = isLease ? BorrowAsync() : cache.GetOrAddAsync("a", gate, LoadAsync, cancellationToken: source.Token).AsTask();

        await RunAsync(() =>
        {
            gate.SetResult(value);
            source.Cancel();
        });

        // It is not stored, so nobody else would dispose it.
        (await waiter.WaitAsync(Deadline, TimeProvider.System)).ShouldBeSameAs(value);
        value.Disposals.ShouldBe(isLease ? 1 : 0);

        async Task<DisposableValue> BorrowAsync()
        {
            using var lease = await cache.GetOrAddLeaseAsync("a", gate, LoadAsync, cancellationToken: source.Token);
            return lease.Value;
        }

        static ValueTask<DisposableValue> LoadAsync(string key, TaskCompletionSource<DisposableValue> gate, CacheEntryContext entry, CancellationToken token)
        {
            entry.DoNotCache = true;
            return new ValueTask<DisposableValue>(gate.Task);
        }
    }

    [Fact]
    public void The_table_hands_out_for_release_only_what_had_a_value_when_it_was_cut_out()
    {
        var table = new EntryTable<string, int>(null, 1);
        var cut = Loading(table, "a");
        table.Unlink("a", cut.Hash).ShouldBeNull();
        table.TryPublish(cut, 1, Entry<string, int>.Never).ShouldBeFalse();

        var replaced = Loading(table, "b");
        var successor = new Entry<string, int>("b", replaced.Hash, 2, Entry<string, int>.Never, details: null);
        table.Put(successor).ShouldBeNull();
        table.TryPublish(replaced, 1, Entry<string, int>.Never).ShouldBeFalse();
        table.Unlink("b", successor.Hash).ShouldBeSameAs(successor);
        table.Count.ShouldBe(0);
    }

    [Fact]
    public void Giving_up_a_load_leaves_a_published_value_alone()
    {
        var table = new EntryTable<string, int>(null, 1);
        var published = Loading(table, "a");
        table.TryPublish(published, 1, Entry<string, int>.Never).ShouldBeTrue();
        table.UnlinkIfLoading(published);
        var loading = Loading(table, "b");
        table.UnlinkIfLoading(loading);

        table.Find("a", published.Hash).ShouldBeSameAs(published);
        table.Find("b", loading.Hash).ShouldBeNull();
        table.Count.ShouldBe(1);
    }

    private static Entry<string, int> Loading(EntryTable<string, int> table, string key)
    {
        var entry = new Entry<string, int>(key, table.Hash(key));
        table.GetOrLink(entry, now: 0, out _).ShouldBeSameAs(entry);
        return entry;
    }

    /// <summary>Runs on the thread pool, where the completion of a source continues its waiters in place.</summary>
    private static Task RunAsync(Action action) => Task.Run(action).WaitAsync(Deadline, TimeProvider.System);

    private static AdaptiveCache<string, DisposableValue> Create(Action<AdaptiveCacheOptions<string, DisposableValue>>? configure = null) =>
        Caches.Create<string, DisposableValue>(configure: o =>
        {
            o.DisposeValues = true;
            configure?.Invoke(o);
        });

    private sealed class HookedComparer : IEqualityComparer<string>
    {
        public Action? OnEquals { get; set; }

        public bool Equals(string? x, string? y)
        {
            OnEquals?.Invoke();
            return string.Equals(x, y, StringComparison.Ordinal);
        }

        public int GetHashCode(string obj) => obj.Length;
    }
}
