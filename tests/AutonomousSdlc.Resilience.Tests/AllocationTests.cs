namespace AutonomousSdlc.Resilience.Tests;

public sealed class AllocationTests
{
    private const int Calls = 2_000;

    [Fact]
    public void A_synchronous_success_allocates_nothing()
    {
        using var guard = new ResilienceGuard("allocations");

        Bytes(() => guard.Execute(static (state, _) => state + 1, 1)).ShouldBe(0);
    }

    [Fact]
    public void An_asynchronous_operation_that_completes_at_once_allocates_nothing()
    {
        using var guard = new ResilienceGuard("allocations");

        Bytes(() => Take(guard.ExecuteAsync(static (state, _) => new ValueTask<int>(state + 1), 1))).ShouldBe(0);

        static void Take(ValueTask<int> task)
        {
            if (!task.IsCompletedSuccessfully)
            {
                throw new InvalidOperationException("The call did not complete at once.");
            }
        }
    }

    [Fact]
    public void A_call_to_a_partition_with_a_cancellable_token_allocates_nothing()
    {
        using var guard = new ResilienceGuard("allocations");
        using var source = new CancellationTokenSource();

        Bytes(() => guard.ExecuteOutcome(static (state, _) => state + 1, 1, GuardCall.For("a"), source.Token)).ShouldBe(0);
    }

    [Fact]
    public void A_refusal_as_an_outcome_allocates_nothing()
    {
        using var guard = new ResilienceGuard("allocations");
        guard.Isolate();

        Bytes(() => guard.ExecuteOutcome(static (state, _) => state + 1, 1).IsRejected.ShouldBeTrue()).ShouldBe(0);
    }

    [Fact]
    public void A_refusal_by_an_open_circuit_allocates_nothing_and_tells_when_to_come_back()
    {
        var options = new ResilienceGuardOptions { Retry = { MaximumRetries = 0 }, Breaker = { Pause = TimeSpan.FromHours(1), MaximumPause = TimeSpan.FromHours(1), ConsecutiveFailures = 1 } };
        using var guard = new ResilienceGuard("allocations", options);
        guard.ExecuteOutcome(GuardHarness.Throw, new IOException()).Kind.ShouldBe(OutcomeKind.Failure);
        var refused = 0;

        Bytes(() => refused += guard.ExecuteOutcome(static (state, _) => state + 1, 1) is { RejectionReason: RejectionReason.CircuitOpen, RetryAfter.Ticks: > 0 } ? 1 : 0).ShouldBe(0);

        refused.ShouldBeGreaterThanOrEqualTo(Calls);
    }

    [Fact]
    public async Task A_call_that_yields_allocates_less_than_a_kilobyte()
    {
        using var guard = new ResilienceGuard("allocations");
        await RunAsync(guard, 200);

        // Continuations change threads, so the whole process is measured; other tests may add to it, hence the minimum.
        var least = double.MaxValue;
        for (var round = 0; round < 20 && least > 1_000; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await RunAsync(guard, Calls);
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls);
        }

        least.ShouldBeLessThan(1_000);

        static async Task RunAsync(ResilienceGuard guard, int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                await guard.ExecuteAsync(
                    static async (state, _) =>
                    {
                        await Task.Yield();
                        return state;
                    },
                    i,
                    CancellationToken.None);
            }
        }
    }

    /// <summary>Bytes per call. A few rounds, because the first ones pay for what is made once.</summary>
    private static long Bytes(Action call)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 10 && least > 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++)
            {
                call();
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Calls);
        }

        return least;
    }
}
