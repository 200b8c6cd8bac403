using AutonomousSdlc.Caching;
using Microsoft.Extensions.DependencyInjection;

namespace Caching;

#region readme-use
public sealed class Catalog([FromKeyedServices("products")] IAdaptiveCache<string, Product> cache, ProductStore store)
{
    public ValueTask<Product> GetAsync(string id, CancellationToken ct) =>
        cache.GetOrAddAsync(id, store, static (key, store, entry, ct) => store.LoadAsync(key, ct), cancellationToken: ct);
}
#endregion
