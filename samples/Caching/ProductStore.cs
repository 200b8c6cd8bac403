namespace Caching;

/// <summary>A store that takes a millisecond and more per product, as a database in the same rack does.</summary>
public sealed class ProductStore(TimeProvider time)
{
    private int _loads;

    public async ValueTask<Product> LoadAsync(string id, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _loads);
        await Task.Delay(TimeSpan.FromMilliseconds(1), time, cancellationToken);
        return new Product(id, $"Product {id}");
    }

    public int TakeLoads() => Interlocked.Exchange(ref _loads, 0);
}
