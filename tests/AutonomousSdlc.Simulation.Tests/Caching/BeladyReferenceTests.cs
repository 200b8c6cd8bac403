using AutonomousSdlc.Simulation.Caching;
using AutonomousSdlc.Simulation.Tests.Models;
using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Simulation.Tests.Caching;

public sealed class BeladyReferenceTests
{
    [Fact]
    public void Reaches_the_optimum_found_by_trying_every_decision()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var keys = random.Next(2, 7);
            var capacity = random.Next(1, keys);
            var requests = Enumerable.Range(0, random.Next(1, 15)).Select(_ => random.Next(keys)).ToArray();
            var trace = RandomTraces.Of(requests);

            var hits = CacheReplay.Run(trace, new BeladyReference(trace, capacity)).Hits;

            hits.ShouldBe(new ExhaustiveOptimum(trace.Requests.ToArray(), capacity).Hits, $"seed {seed}: capacity {capacity}, requests {string.Join(' ', requests)}");
        }
    }

    [Fact]
    public void Refuses_requests_that_are_not_those_it_foresees()
    {
        var trace = RandomTraces.Of(1, 2, 1);
        var policy = new BeladyReference(trace, 1);
        policy.Access(0);

        Should.Throw<InvalidOperationException>(() => policy.Access(0)).Message.ShouldContain("Request 1 is key 0");
    }

    [Fact]
    public void Refuses_requests_beyond_the_end()
    {
        var trace = RandomTraces.Of(1);
        var policy = new BeladyReference(trace, 1);
        policy.Access(0);

        Should.Throw<InvalidOperationException>(() => policy.Access(0));
    }

    [Fact]
    public void Foresees_the_next_use_of_every_request() =>
        RandomTraces.Of(7, 8, 7, 7).NextUses.ToArray().ShouldBe([2, DenseTrace.Never, 3, DenseTrace.Never]);
}
