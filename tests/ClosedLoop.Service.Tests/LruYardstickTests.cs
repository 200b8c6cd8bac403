namespace ClosedLoop.Service.Tests;

public sealed class LruYardstickTests
{
    [Fact]
    public void The_least_recently_used_key_goes_first()
    {
        var yardstick = new LruYardstick(2);

        foreach (var key in (ulong[])[1, 2, 1, 3, 1, 2])
        {
            yardstick.Observe(key);
        }

        // 1 and 2 miss, 1 hits, 3 evicts 2, 1 hits, 2 misses.
        yardstick.Hits.ShouldBe(2);
        yardstick.Lookups.ShouldBe(6);
    }
}
