using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class WeightedPolicyTests
{
    /// <summary>Chi-square with 4 degrees of freedom exceeds this by chance once in a thousand.</summary>
    private const double Critical = 18.47;

    private static readonly double[] Weights = [1, 2, 3, 4, 0.5];

    [Theory]
    [InlineData(BalancingPolicies.Random)]
    [InlineData(BalancingPolicies.WeightedRoundRobin)]
    public void Picks_follow_the_weights(string policy)
    {
        using var pool = new TestPool(0, options => options.Policy = policy);
        for (var i = 0; i < Weights.Length; i++)
        {
            pool.Add($"n{i}", Weights[i]);
        }

        var counts = Count(pool, 21_000);
        var deviation = 0.0;
        for (var i = 0; i < Weights.Length; i++)
        {
            var expected = 21_000 * Weights[i] / Weights.Sum();
            deviation += Math.Pow(counts[$"n{i}"] - expected, 2) / expected;
        }

        deviation.ShouldBeLessThan(Critical);
    }

    [Theory]
    [InlineData(BalancingPolicies.Random, 300)]
    [InlineData(BalancingPolicies.WeightedRoundRobin, 0)]
    public void Equal_weights_get_equal_shares(string policy, int tolerance)
    {
        using var pool = new TestPool(5, options => options.Policy = policy);
        Count(pool, 10_000).Values.ShouldAllBe(count => Math.Abs(count - 2_000) <= tolerance);
    }

    [Fact]
    public void Static_stride_gives_a_sequence_that_can_be_worked_out_by_hand()
    {
        // Sums by generation, in units of 2^31: weight 1 -> 0, 1, 0, 1 (overflows in every second one); weight 2 always does.
        Sequence(new StrideTable([1, 2]), 8).ShouldBe([1, 0, 1, 1, 0, 1]);

        // Weight 1 of 4 starts at a half, so its sums in quarters of 2^32 are 2, 3, 0, 1: it takes its turn in the second generation.
        Sequence(new StrideTable([4, 1]), 16).ShouldBe([0, 0, 1, 0, 0, 0, 0, 1, 0, 0]);
        Sequence(new StrideTable([3, 3]), 4).ShouldBe([0, 1, 0, 1]);
    }

    [Fact]
    public void Static_stride_is_smooth()
    {
        var sequence = Sequence(new StrideTable([5, 1, 1]), 30_000);
        var window = sequence.Select((index, position) => (index, position)).Where(static pick => pick.index == 1).Select(static pick => pick.position).ToArray();
        window.Zip(window.Skip(1), static (one, next) => next - one).ShouldAllBe(static gap => gap >= 5 && gap <= 9);
    }

    [Fact]
    public void The_lightest_weight_gets_its_turn_beside_the_heaviest()
    {
        var table = new StrideTable([NodeDescriptor.MaximumWeight, NodeDescriptor.MinimumWeight]);
        Sequence(table, 4_000_000).Count(static index => index == 1).ShouldBeInRange(1, 3);
    }

    [Fact]
    public void An_alias_table_draws_the_exact_shares()
    {
        var table = new AliasTable([1, 3]);
        var counts = new int[2];
        for (ulong step = 0; step < 4_096; step++)
        {
            // Both halves run evenly through their range: 64 columns x 64 levels.
            counts[table.Draw(((step / 64) << 58) | ((step % 64) << 26))]++;
        }

        counts.ShouldBe([1_024, 3_072]);
    }

    [Theory]
    [InlineData(BalancingPolicies.Random)]
    [InlineData(BalancingPolicies.WeightedRoundRobin)]
    public void New_weights_are_in_force_at_once(string policy)
    {
        using var pool = new TestPool(0, options => options.Policy = policy);
        var small = pool.Add("small", 0.001);
        pool.Add("large", 1000);
        Count(pool, 100).Keys.ShouldBe(["large"]);
        pool.Registry.Update(small.Descriptor with { Weight = 1000 });
        Count(pool, 1_000)["small"].ShouldBeInRange(430, 570);
    }

    private static List<int> Sequence(StrideTable table, uint positions)
    {
        var sequence = new List<int>();
        for (uint position = 0; position < positions; position++)
        {
            if (table.Takes(position, out var index))
            {
                sequence.Add(index);
            }
        }

        return sequence;
    }

    private static Dictionary<string, int> Count(TestPool pool, int calls)
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < calls; i++)
        {
            using var lease = pool.Acquire();
            counts[lease.Node.Id] = counts.GetValueOrDefault(lease.Node.Id) + 1;
        }

        return counts;
    }
}
