using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Http.Tests;

public sealed class RetryBudgetTests
{
    [Fact]
    public void Calls_and_time_fill_it_up_to_the_burst()
    {
        var budget = new RetryBudget();
        var terms = new RetryBudgetTerms(Ratio: 0.5, Rate: 1, Burst: 2);
        Take(budget, terms, 0, 0, times: 3).ShouldBe(2);
        Take(budget, terms, 2, 0, times: 3).ShouldBe(1);
        Take(budget, terms, 2, 1, times: 3).ShouldBe(1);
        Take(budget, terms, 1_000_000, 1_000, times: 5).ShouldBe(2);
    }

    [Fact]
    public void Late_readings_of_calls_and_time_take_nothing_away()
    {
        var budget = new RetryBudget();
        var terms = new RetryBudgetTerms(Ratio: 0.5, Rate: 1, Burst: 10);
        Take(budget, terms, 100, 100, times: 10).ShouldBe(10);
        budget.TryTake(50, 50, terms).ShouldBeFalse();
        Take(budget, terms, 102, 100, times: 5).ShouldBe(1);
    }

    [Fact]
    public void In_the_long_run_retries_are_the_ratio_of_calls()
    {
        var budget = new RetryBudget();
        var terms = new RetryBudgetTerms(Ratio: 0.2, Rate: 0, Burst: 10);
        var retries = 0;
        for (var call = 1; call <= 10_000; call++)
        {
            retries += budget.TryTake(call, 0, terms) ? 1 : 0;
        }

        retries.ShouldBeInRange(2_000, 2_010);
    }

    private static int Take(RetryBudget budget, RetryBudgetTerms terms, long calls, long now, int times)
    {
        var taken = 0;
        for (var i = 0; i < times; i++)
        {
            taken += budget.TryTake(calls, now, terms) ? 1 : 0;
        }

        return taken;
    }
}
