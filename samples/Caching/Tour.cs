using AutonomousSdlc.Caching;

namespace Caching;

/// <summary>The rest of the API, each in a few lines.</summary>
internal static class Tour
{
    public static async Task RunAsync(IAdaptiveCache<string, Product> cache)
    {
        Invalidate(cache);
        await LoadWithSettingsAsync(cache);
        Count();
        Borrow();
        Report.Line($"Tour: invalidation by tag, settings from a factory, counting, and borrowing work.");
    }

    private static void Invalidate(IAdaptiveCache<string, Product> cache)
    {
        #region tags
        cache.Set("p-1", new Product("p-1", "Lamp"), new CacheEntryOptions { Tags = ["lamps"], Expiration = TimeSpan.FromHours(1) });
        cache.Remove("p-2");
        int removed = cache.RemoveByTag("lamps");
        #endregion
        Expect(removed == 1);
    }

    private static async Task LoadWithSettingsAsync(IAdaptiveCache<string, Product> cache)
    {
        #region factory-settings
        Product product = await cache.GetOrAddAsync("p-new", 0, static async (id, _, entry, ct) =>
        {
            Product? found = await FindAsync(id, ct);
            entry.Tags = ["catalog"];
            entry.Expiration = found is null ? TimeSpan.FromSeconds(5) : TimeSpan.FromMinutes(10);
            entry.DoNotCache = found is { Name: "Flash sale" };
            return found ?? new Product(id, "unknown");
        });
        #endregion
        Expect(product.Name == "unknown");
    }

    private static void Count()
    {
        #region update
        using var visits = new AdaptiveCache<string, int>();
        visits.Set("home", 0);
        visits.TryUpdate("home", 1, static (page, count, add) => count + add);
        #endregion
        Expect(visits.TryGet("home", out var count) && count == 1);
    }

    private static void Borrow()
    {
        #region leases
        using var fonts = new AdaptiveCache<string, MemoryStream>(new AdaptiveCacheOptions<string, MemoryStream> { Capacity = 20, DisposeValues = true });
        using (CacheLease<MemoryStream> lease = fonts.GetOrAddLease("sans", 0, static (name, _, entry) => new MemoryStream(4096)))
        {
            fonts.Remove("sans");
            lease.Value.WriteByte(1);     // still open: it is closed when the lease is returned
        }
        #endregion
        Expect(fonts.Count == 0);
    }

    private static ValueTask<Product?> FindAsync(string id, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<Product?>(cancellationToken) : new ValueTask<Product?>((Product?)null);

    private static void Expect(bool condition)
    {
        if (!condition)
        {
            throw new InvalidOperationException("The sample did not do what it shows.");
        }
    }
}
