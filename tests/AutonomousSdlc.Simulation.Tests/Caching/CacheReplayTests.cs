using AutonomousSdlc.Simulation.Caching;

namespace AutonomousSdlc.Simulation.Tests.Caching;

public sealed class CacheReplayTests
{
    [Fact]
    public void Counts_hits_misses_and_the_loads_of_a_prefetcher()
    {
        var result = CacheReplay.Run(RandomTraces.Of(1, 2, 1, 1), new AlternatingPolicy());

        result.ShouldBe(new ReplayResult(Requests: 4, Hits: 2, Loads: 2 + 3));
        result.HitRatio.ShouldBe(0.5);
        result.LoadsPerRequest.ShouldBe(1.25);
    }

    [Fact]
    public void Has_ratios_of_zero_without_requests()
    {
        var nothing = new ReplayResult(0, 0, 0);

        nothing.HitRatio.ShouldBe(0);
        nothing.LoadsPerRequest.ShouldBe(0);
    }

    [Fact]
    public void Stops_when_cancelled()
    {
        var trace = RandomTraces.Of(1, 2);

        Should.Throw<OperationCanceledException>(() => CacheReplay.Run(trace, new LruReference(2, 1), new CancellationToken(canceled: true)));
    }

    private sealed class AlternatingPolicy : IReplayPolicy
    {
        private bool _hit = true;

        public int Capacity => 1;

        public int Count => 1;

        public long ExtraLoads => 3;

        public bool Access(int key) => _hit = !_hit;
    }
}
