using System.Globalization;
using AutonomousSdlc.Caching;
using Caching;
using Microsoft.Extensions.DependencyInjection;

// The same requests against the same slow store, without and with the cache. Run with another seed: dotnet run -- 7
var seed = args.Length > 0 && int.TryParse(args[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given : 1;
var requests = RequestSequence.Skewed(products: 2000, count: 4000, seed);
var store = new ProductStore(TimeProvider.System);

#region readme-register
var services = new ServiceCollection();
services.AddSingleton(store);
services.AddSingleton<Catalog>();
services.AddAdaptiveCache<string, Product>("products", o =>
{
    o.Capacity = 300;
    o.Expiration = TimeSpan.FromMinutes(5);
});
#endregion

await using var provider = services.BuildServiceProvider();
var catalog = provider.GetRequiredService<Catalog>();
var cache = provider.GetRequiredKeyedService<IAdaptiveCache<string, Product>>("products");

var before = await Replay.RunAsync(requests, store.LoadAsync);
var loadsBefore = store.TakeLoads();
var after = await Replay.RunAsync(requests, catalog.GetAsync);
var loadsAfter = store.TakeLoads();
var hit = await Replay.MeasureHitAsync("p-0", catalog.GetAsync);
var load = await Replay.MeasureLoadAsync("p-0", store.LoadAsync);

var statistics = cache.Statistics;
Report.Line($"{requests.Count} requests from {Replay.Callers} callers for {requests.Distinct().Count()} products (seed {seed}), cache of {cache.Capacity}");
Report.Line($"  without cache: {before.TotalMilliseconds,7:F0} ms, {loadsBefore} loads");
Report.Line($"  with cache:    {after.TotalMilliseconds,7:F0} ms, {loadsAfter} loads, {1 - ((double)loadsAfter / requests.Count):P1} saved, {before / after:F1} times as fast");
Report.Line($"  one hit:       {hit.TotalNanoseconds,7:F0} ns, one load: {load.TotalMilliseconds:F1} ms");
Report.Line($"  in the cache:  {statistics.Entries} entries after {statistics.Evictions} evictions");

await Tour.RunAsync(cache);

// The cache must have helped, or the sample fails its run in CI.
return after < before && loadsAfter < loadsBefore ? 0 : 1;
