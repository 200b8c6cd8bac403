using AutonomousSdlc.Resilience.Internal.Policies;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Resilience.Tests.Policies;

public sealed class RetryPolicyTests
{
    private static readonly RetrySettings Settings = new()
    {
        MaximumRetries = 3,
        BaseDelay = 50,
        MaximumDelay = 2_000,
        MaximumRetryAfter = 10_000,
        Budget = new RetryBudgetTerms(Ratio: 0.1, Rate: 0.001, Burst: 10),
    };

    [Fact]
    public void Pauses_stay_between_base_and_cap_and_triple_at_most()
    {
        var random = new SplitMixRandom(1);
        var previous = Settings.BaseDelay;
        for (var i = 0; i < 10_000; i++)
        {
            var next = DecorrelatedJitter.Next(previous, Settings, random);
            next.ShouldBeInRange(Settings.BaseDelay, Math.Min(Settings.MaximumDelay, previous * 3));
            previous = i % 20 == 0 ? Settings.BaseDelay : next;
        }
    }

    [Fact]
    public void Pauses_of_two_seeds_are_decorrelated_and_of_one_seed_equal()
    {
        Sequence(1).ShouldBe(Sequence(1));
        Sequence(1).Zip(Sequence(2)).Count(pair => pair.First == pair.Second).ShouldBeLessThan(40, "equal ones stand at the cap");

        static List<long> Sequence(ulong seed)
        {
            var random = new SplitMixRandom(seed);
            var sequence = new List<long> { Settings.BaseDelay };
            for (var i = 0; i < 100; i++)
            {
                sequence.Add(DecorrelatedJitter.Next(sequence[^1], Settings, random));
            }

            return sequence;
        }
    }

    [Fact]
    public void Randomness_is_uniform()
    {
        var random = new SplitMixRandom(42);
        var buckets = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            buckets[(int)(random.NextDouble() * 10)]++;
        }

        buckets.ShouldAllBe(count => count > 9_600 && count < 10_400);
    }

    [Fact]
    public void The_budget_allows_its_burst_then_its_ratio_of_the_calls()
    {
        var budget = new RetryBudget();
        var terms = Settings.Budget with { Rate = 0 };
        var taken = 0;
        for (var call = 1; call <= 10_000; call++)
        {
            taken += budget.TryTake(call, now: call, terms) ? 1 : 0;
        }

        taken.ShouldBeInRange(1_008, 1_010);
    }

    [Fact]
    public void The_budget_fills_with_time_up_to_its_burst()
    {
        var budget = new RetryBudget();
        for (var i = 0; i < 10; i++)
        {
            budget.TryTake(0, 0, Settings.Budget).ShouldBeTrue();
        }

        budget.TryTake(0, 0, Settings.Budget).ShouldBeFalse();
        budget.TryTake(0, 999, Settings.Budget).ShouldBeFalse();
        budget.TryTake(0, 1_000, Settings.Budget).ShouldBeTrue();
        budget.Available(0, 1_000_000, Settings.Budget).ShouldBe(10);
        budget.Available(0, 500, Settings.Budget).ShouldBeLessThan(1, "a clock that goes back earns nothing");
    }

    [Fact]
    public void A_budget_without_burst_allows_nothing() =>
        new RetryBudget().TryTake(1_000, 1_000, Settings.Budget with { Burst = 0 }).ShouldBeFalse();

    [Fact]
    public void A_change_of_the_terms_holds_from_the_next_question_on()
    {
        var budget = new RetryBudget();
        budget.TryTake(0, 0, Settings.Budget).ShouldBeTrue();

        budget.Available(0, 0, Settings.Budget with { Burst = 4 }).ShouldBe(4);
        budget.Available(0, 0, Settings.Budget with { Burst = 20 }).ShouldBe(9, "what was not saved up is not given");
    }

    [Theory]
    [InlineData(CallResultKind.Permanent, 0, true, long.MaxValue, RetryStop.Permanent)]
    [InlineData(CallResultKind.Transient, 3, true, long.MaxValue, RetryStop.RetriesUsed)]
    [InlineData(CallResultKind.Transient, 0, false, long.MaxValue, RetryStop.NotIdempotent)]
    [InlineData(CallResultKind.Rejection, 0, false, long.MaxValue, RetryStop.None)]
    [InlineData(CallResultKind.Transient, 0, true, 40, RetryStop.DeadlineTooClose)]
    [InlineData(CallResultKind.Timeout, 2, true, 2_001, RetryStop.None)]
    public void Each_reason_not_to_retry_is_named(CallResultKind kind, int retries, bool idempotent, long remaining, RetryStop stop) =>
        RetryPolicy.Decide(new RetryQuestion(kind, 0, retries, idempotent, 0, remaining), new RetryBudget(), 1, 1, Settings, new SplitMixRandom(1)).Stop.ShouldBe(stop);

    [Fact]
    public void A_retry_that_does_not_happen_draws_nothing_from_the_budget()
    {
        var budget = new RetryBudget();
        for (var i = 0; i < 100; i++)
        {
            RetryPolicy.Decide(new RetryQuestion(CallResultKind.Transient, 0, 0, true, 0, Remaining: 1), budget, 0, 0, Settings, new SplitMixRandom(1));
        }

        budget.Available(0, 0, Settings.Budget).ShouldBe(10);
    }

    [Fact]
    public void The_pause_is_what_the_dependency_asks_for_up_to_the_maximum()
    {
        Delay(5_000).ShouldBe(5_000);
        Delay(long.MaxValue).ShouldBe(10_000);
        Delay(-5).ShouldBeInRange(50, 150);

        static long Delay(long retryAfter) =>
            RetryPolicy.Decide(new RetryQuestion(CallResultKind.Rejection, retryAfter, 0, true, 0, long.MaxValue), new RetryBudget(), 1, 1, Settings, new SplitMixRandom(1)).Delay;
    }
}
