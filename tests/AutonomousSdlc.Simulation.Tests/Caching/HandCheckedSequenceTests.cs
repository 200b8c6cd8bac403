using AutonomousSdlc.Simulation.Caching;

namespace AutonomousSdlc.Simulation.Tests.Caching;

/// <summary>Short sequences whose outcome can be followed on paper: h is a hit, m a miss.</summary>
public sealed class HandCheckedSequenceTests
{
    [Theory]
    [InlineData("fifo", 2, "1 2 1 3 1", "mmhmm")] // 1 is oldest whatever its hits
    [InlineData("lru", 2, "1 2 1 3 1", "mmhmh")] // 2 leaves, 1 was used later
    [InlineData("lru", 1, "1 1 2 1", "mhmm")]
    [InlineData("sieve", 3, "1 2 3 1 4 1 2", "mmmhmhm")] // the hand clears 1, evicts 2
    [InlineData("sieve", 2, "1 2 1 2 3 3 1 3", "mmhhmhmh")] // both visited: the hand wraps and evicts 1, then 2 goes before 3
    [InlineData("arc", 2, "1 1 2 3 4 1", "mhmmmh")] // 1 is frequent; the scan shares the other place
    [InlineData("arc", 2, "1 1 2 3 2 1", "mhmmmm")] // the ghost hit on 2 moves the target size, so 1 leaves
    [InlineData("s3fifo", 2, "1 1 1 2 3 1", "mhhmmh")] // two hits promote 1 to the main queue
    [InlineData("s3fifo", 2, "1 1 2 3 1", "mhmmm")] // one hit does not
    [InlineData("recency-frequency", 2, "1 1 2 3 1", "mhmmh")] // 2 has the lower count
    [InlineData("belady", 2, "1 2 3 1 2 3", "mmmhhm")] // 3 is used last, so it is not admitted
    [InlineData("belady", 1, "1 2 1 2", "mmhm")]
    public void Hits_and_misses_are_as_worked_out_by_hand(string policyName, int capacity, string keys, string expected)
    {
        var trace = RandomTraces.Of([.. keys.Split(' ').Select(int.Parse)]);
        var policy = ReplayPolicies.Find(policyName)!(trace, capacity, 1);

        var outcome = string.Concat(trace.Requests.ToArray().Select(key => policy.Access(key) ? 'h' : 'm'));

        outcome.ShouldBe(expected);
        policy.Capacity.ShouldBe(capacity);
    }

    [Fact]
    public void A_frequent_old_entry_outranks_a_new_one_until_2261_seconds_have_passed()
    {
        var scoreOfNew = RecencyFrequencyReference.Score(0, 1);

        RecencyFrequencyReference.Score(2260, 10).ShouldBeGreaterThan(scoreOfNew);
        RecencyFrequencyReference.Score(2261, 10).ShouldBeLessThan(scoreOfNew);
    }
}
