#region readme-quickstart
using AutonomousSdlc.Caching;
using Microsoft.Extensions.DependencyInjection;

var services = new ServiceCollection().AddAdaptiveCache<int, string>(options => options.Capacity = 1_000).BuildServiceProvider();
var cache = services.GetRequiredService<IAdaptiveCache<int, string>>();

var random = new Random(1);
for (var request = 0; request < 20_000; request++)
{
    var id = (int)(10_000 * Math.Pow(random.NextDouble(), 4));               // some rows are asked for more often than others
    await cache.GetOrAddAsync(id, "store", static async (id, store, entry, ct) =>
    {
        await Task.Yield();                                                  // the slow thing: a database, a service
        return $"{store} row {id}";
    });
}

Console.WriteLine($"hit ratio {cache.Statistics.HitRatio:0.0 %}, {cache.Count} entries");
#endregion
