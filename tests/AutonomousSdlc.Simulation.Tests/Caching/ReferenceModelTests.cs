using AutonomousSdlc.Simulation.Caching;
using AutonomousSdlc.Simulation.Tests.Models;

namespace AutonomousSdlc.Simulation.Tests.Caching;

public sealed class ReferenceModelTests
{
    private static readonly int[] CapacitiesTried = [1, 2, 3, 7, 10, 25, 64];

    [Fact]
    public void Fifo_equals_its_model() => Compare("fifo", capacity => new LruModel(capacity, moveHits: false));

    [Fact]
    public void Lru_equals_its_model() => Compare("lru", capacity => new LruModel(capacity, moveHits: true));

    [Fact]
    public void Sieve_equals_its_model() => Compare("sieve", capacity => new SieveModel(capacity));

    [Fact]
    public void Arc_equals_its_model() => Compare("arc", capacity => new ArcModel(capacity));

    [Fact]
    public void S3fifo_equals_its_model() => Compare("s3fifo", capacity => new S3FifoModel(capacity));

    [Fact]
    public void Recency_frequency_equals_the_minimum_over_all_entries() =>
        Compare("recency-frequency", capacity => new RecencyFrequencyModel(capacity));

    private static void Compare(string policyName, Func<int, IModel> createModel)
    {
        for (var seed = 1; seed <= 6; seed++)
        {
            var trace = RandomTraces.Mixed(seed, requests: 3000, keys: 60);
            foreach (var capacity in CapacitiesTried)
            {
                var policy = ReplayPolicies.Find(policyName)!(trace, capacity, seed);
                var model = createModel(capacity);
                for (var index = 0; index < trace.Requests.Length; index++)
                {
                    var key = trace.Requests[index];
                    var expected = model.Access(key);
                    if (policy.Access(key) != expected || policy.Count != model.Count)
                    {
                        Assert.Fail($"{policyName}: seed {seed}, capacity {capacity}, request {index} (key {key}): the model says {(expected ? "hit" : "miss")} with {model.Count} entries, the policy holds {policy.Count}.");
                    }
                }
            }
        }
    }
}
