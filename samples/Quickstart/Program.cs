#region readme-quickstart
using AutonomousSdlc.Caching;
using Microsoft.Extensions.DependencyInjection;

var services = new ServiceCollection().AddAdaptiveCache<int, string>(options => options.Capacity = 1_000).BuildServiceProvider();
var cache = services.GetRequiredService<IAdaptiveCache<int, string>>();

for (var request = 0; request < 10_000; request++)
{
    await cache.GetOrAddAsync(request * request % 1_499, "store", static async (id, store, entry, ct) =>
    {
        await Task.Delay(TimeSpan.FromTicks(1), TimeProvider.System, ct);    // the slow thing: a database, a service
        return $"{store} row {id}";
    });
}

Console.WriteLine($"hit ratio {cache.Statistics.HitRatio:0.0 %}, {cache.Count} entries");
#endregion
