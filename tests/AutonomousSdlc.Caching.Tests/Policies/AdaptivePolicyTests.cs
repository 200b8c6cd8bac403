using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Tests.Policies;

public sealed class AdaptivePolicyTests
{
    [Fact]
    public void Recency_makes_it_widen_the_window_and_says_why()
    {
        var policy = new AdaptivePolicy(500);
        var replay = new PolicyReplay(policy);

        // Every key is asked for twice, with 400 other keys in between, and never again.
        for (var i = 0; i < 60_000; i++)
        {
            replay.Request((uint)i);
            replay.Request((uint)Math.Max(0, i - 200));
        }

        policy.Arm.WindowRatio.ShouldBeGreaterThan(0.5);
        replay.HitRatio.ShouldBeGreaterThan(0.48);
        var decision = policy.LastDecision.ShouldNotBeNull();
        decision.To.ShouldBe(policy.Arm);
        decision.Number.ShouldBePositive();
        decision.Sampled.ShouldBePositive();
        (decision.Gained - decision.Lost).ShouldBeGreaterThanOrEqualTo(PairedEvidence.LeastDifference);
    }

    [Fact]
    public void A_loop_that_does_not_fit_keeps_what_it_holds()
    {
        var policy = new AdaptivePolicy(101);
        var replay = new PolicyReplay(policy);
        for (var i = 0; i < 300_000; i++)
        {
            replay.Request((uint)(i % 1011));
        }

        policy.Arm.WindowRatio.ShouldBe(0.01);
        replay.HitRatio.ShouldBeGreaterThan(0.095, "100 of 1011 keys can be kept");
    }

    [Fact]
    public void Stationary_popularity_keeps_the_small_window()
    {
        var policy = new AdaptivePolicy(1000);
        var replay = new PolicyReplay(policy);
        var random = new Random(11);
        for (var i = 0; i < 200_000; i++)
        {
            replay.Request((uint)Math.Pow(30_000, random.NextDouble()));
        }

        policy.Arm.WindowRatio.ShouldBeLessThanOrEqualTo(0.1);
    }

    [Fact]
    public void Phases_that_alternate_are_not_followed_forever()
    {
        var policy = new AdaptivePolicy(600);
        var replay = new PolicyReplay(policy);
        for (var i = 0; i < 400_000; i++)
        {
            var step = i % 4000;
            replay.Request((uint)(step < 2000 ? step : 3999 - step));
        }

        policy.LastDecision.ShouldNotBeNull().Number.ShouldBeLessThan(40);
        replay.HitRatio.ShouldBeGreaterThan(0.25);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(5000)]
    [InlineData(50_000)]
    public void Shadows_hold_a_bounded_number_of_keys(int capacity)
    {
        var policy = new AdaptivePolicy(capacity);
        var replay = new PolicyReplay(policy);
        for (var i = 0; i < 300_000; i++)
        {
            replay.Request((uint)i);
        }

        policy.Count.ShouldBe(capacity);

        // At most every arm holds other keys.
        var shadow = capacity < 128 ? capacity : capacity / (capacity > 1 << 15 ? 32 : 8) + 128;
        policy.ShadowKeys.ShouldBeLessThanOrEqualTo(PolicyArm.All.Count * shadow);
    }

    [Fact]
    public void With_weights_it_learns_from_the_number_of_entries_that_fit()
    {
        var policy = new AdaptivePolicy(500_000);
        var replay = new PolicyReplay(policy);
        for (var i = 0; i < 60_000; i++)
        {
            replay.Request((uint)i, 1000);
            replay.Request((uint)Math.Max(0, i - 200), 1000);
        }

        policy.Count.ShouldBe(500);
        policy.Arm.WindowRatio.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void A_new_capacity_keeps_the_setting_and_goes_on_learning()
    {
        var policy = new AdaptivePolicy(500);
        var replay = new PolicyReplay(policy);
        for (var i = 0; i < 60_000; i++)
        {
            replay.Request((uint)i);
            replay.Request((uint)Math.Max(0, i - 200));
        }

        var learned = policy.Arm;
        policy.Resize(400);
        policy.Arm.ShouldBe(learned);
        for (var i = 0; i < 200_000; i++)
        {
            replay.Request((uint)(1_000_000 + (i % 4000)));
        }

        policy.Count.ShouldBe(400);
        policy.Arm.WindowRatio.ShouldBeLessThan(learned.WindowRatio);
    }
}
