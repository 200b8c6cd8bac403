using AutonomousSdlc.Deployment.Forwarder.Internal.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Policies;

public sealed class WeightedPickTests
{
    private const int Requests = 20_000;

    [Fact]
    public void Weights_are_honoured_within_statistical_bounds_for_any_seed()
    {
        var cases = from seed in Gen.Choose(0, int.MaxValue)
                    from weights in Gen.Choose(0, 100).ArrayOf(4)
                    where weights.Sum() > 0
                    select (Seed: (ulong)seed, Weights: weights);

        Prop.ForAll(cases.ToArbitrary(), input =>
        {
            var counts = Count(input.Seed, input.Weights, 0, Requests);
            var total = input.Weights.Sum();
            for (var i = 0; i < counts.Length; i++)
            {
                var share = (double)input.Weights[i] / total;

                // Five and a half standard deviations of a binomial: about one false alarm in ten million checks.
                var tolerance = 5.5 * Math.Sqrt(Requests * share * (1 - share));
                Math.Abs(counts[i] - (Requests * share)).ShouldBeLessThanOrEqualTo(tolerance + 1e-9, $"slot {i} of {string.Join(':', input.Weights)}, seed {input.Seed}");
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Neighbouring_requests_are_independent()
    {
        Span<ulong> cumulative = [50, 100];
        var both = 0;
        for (ulong i = 0; i < Requests; i++)
        {
            both += WeightedPick.Index(cumulative, 42, i) == 1 && WeightedPick.Index(cumulative, 42, i + 1) == 1 ? 1 : 0;
        }

        Math.Abs(both - (Requests / 4.0)).ShouldBeLessThan(5.5 * Math.Sqrt(Requests * 0.25 * 0.75));
    }

    [Fact]
    public void The_same_seed_and_number_give_the_same_slot_and_another_seed_another_order()
    {
        int[] weights = [1, 1, 1];

        Picks(7, weights).ShouldBe(Picks(7, weights));
        Picks(7, weights).ShouldNotBe(Picks(8, weights));
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0, 0 })]
    public void Without_weight_nothing_is_picked(int[] weights) =>
        WeightedPick.Index(Cumulative(weights), 1, 1).ShouldBe(-1);

    [Fact]
    public void A_slot_without_weight_is_never_picked() =>
        Count(3, [0, 1, 0, 99, 0], 0, Requests).ShouldSatisfyAllConditions(
            counts => counts[0].ShouldBe(0),
            counts => counts[2].ShouldBe(0),
            counts => counts[4].ShouldBe(0));

    private static int[] Picks(ulong seed, int[] weights) =>
        [.. Enumerable.Range(0, 100).Select(number => WeightedPick.Index(Cumulative(weights), seed, (ulong)number))];

    private static int[] Count(ulong seed, int[] weights, ulong first, int requests)
    {
        var cumulative = Cumulative(weights);
        var counts = new int[weights.Length];
        for (var i = 0; i < requests; i++)
        {
            counts[WeightedPick.Index(cumulative, seed, first + (ulong)i)]++;
        }

        return counts;
    }

    private static ulong[] Cumulative(int[] weights)
    {
        ulong sum = 0;
        return [.. weights.Select(weight => sum += (ulong)weight)];
    }
}
