using System.Collections.Concurrent;

namespace AutonomousSdlc.Caching.Tests;

public sealed class LeaseStressTests
{
    private const int Workers = 16;
    private const int Operations = 2_000;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Borrowers cancel, factories throw, forbid storing or are invalidated: whatever happens, each value is
    /// disposed once and not while somebody uses it, and nobody waits forever.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Borrowing_asynchronously_is_safe_against_everything_at_once(int seed)
    {
        var values = new ConcurrentBag<DisposableValue>();
        var misuse = 0;
        var cache = Caches.Create<int, DisposableValue>(capacity: 4, configure: o => o.DisposeValues = true);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(() => WorkAsync(new Random((seed * 1000) + worker)))))
            .WaitAsync(Deadline, TimeProvider.System);
        cache.Dispose();

        misuse.ShouldBe(0);

        // Loads that everybody left end on their own; their values are disposed there.
        SpinWait.SpinUntil(() => values.All(value => value.Disposals == 1), Deadline).ShouldBeTrue();
        cache.Count.ShouldBe(0);

        async Task WorkAsync(Random random)
        {
            for (var i = 0; i < Operations; i++)
            {
                var key = random.Next(6);
                using var source = new CancellationTokenSource();
                switch (random.Next(8))
                {
                    case 0:
                        cache.Remove(key);
                        break;
                    case 1:
                        cache.RemoveByTag("even");
                        break;
                    case 2 when cache.TryLease(key, out var found):
                        await UseAsync(found);
                        break;
                    default:
                        var borrowing = cache.GetOrAddLeaseAsync(key, random.Next(), LoadAsync, cancellationToken: random.Next(3) == 0 ? source.Token : default);
                        if (random.Next(2) == 0)
                        {
                            await source.CancelAsync();
                        }

                        await UseUnlessFailedAsync(borrowing);
                        break;
                }
            }
        }

        async ValueTask<DisposableValue> LoadAsync(int key, int dice, CacheEntryContext entry, CancellationToken cancellationToken)
        {
            entry.Tags = key % 2 == 0 ? ["even"] : null;
            entry.DoNotCache = dice % 5 == 0;
            if (dice % 3 != 0)
            {
                await Task.Yield();
            }

            if (dice % 7 == 0)
            {
                throw new InvalidOperationException("no");
            }

            if (dice % 2 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var value = new DisposableValue();
            values.Add(value);
            return value;
        }

        async Task UseUnlessFailedAsync(ValueTask<CacheLease<DisposableValue>> borrowing)
        {
            try
            {
                await UseAsync(await borrowing);
            }
            catch (Exception exception) when (exception is InvalidOperationException or OperationCanceledException)
            {
                // What the factory threw or the caller asked for.
            }
        }

        async Task UseAsync(CacheLease<DisposableValue> lease)
        {
            using (lease)
            {
                await Task.Yield();
                Interlocked.Add(ref misuse, lease.Value.Disposals);
            }
        }
    }
}
