using AutonomousSdlc.Resilience.Internal;

namespace AutonomousSdlc.Resilience.Tests;

/// <summary>Real threads and real time; each test has a bound on its work, not on its duration.</summary>
public sealed class StressTests
{
    [Fact]
    public void Two_threads_on_a_flapping_dependency_leak_no_permit_and_never_exceed_the_probes()
    {
        using var guard = new ResilienceGuard("stress", new ResilienceGuardOptions
        {
            Breaker = { Probes = 2, Pause = TimeSpan.FromMilliseconds(1), MaximumPause = TimeSpan.FromMilliseconds(2) },
            Retry = { MaximumRetries = 1, BaseDelay = TimeSpan.Zero, MaximumDelay = TimeSpan.Zero },
            Seed = 3,
        });
        var tripsSeen = 0;
        var outcomes = new long[4];

        RunOnThreads(2, seed =>
        {
            var random = new Random(seed);
            for (var i = 0; i < 40_000; i++)
            {
                var fails = (i / 500 % 2 == 0) && random.Next(2) == 0;
                var outcome = guard.ExecuteOutcome(static (fails, _) => fails ? throw new IOException() : 1, fails);
                Interlocked.Increment(ref outcomes[(int)outcome.Kind]);
                if (outcome.IsRejected)
                {
                    Interlocked.Exchange(ref tripsSeen, 1);
                }
            }
        });

        tripsSeen.ShouldBe(1);
        outcomes.Sum().ShouldBe(80_000);
        guard.InFlight.ShouldBe(0);
        guard.Explain().Rejections.ShouldBe(outcomes[(int)OutcomeKind.Rejected]);
    }

    [Fact]
    public async Task Concurrent_probes_never_exceed_the_level()
    {
        using var harness = new GuardHarness(o => o.Breaker.Probes = 3);
        harness.Trip();
        harness.Advance(TimeSpan.FromSeconds(1));
        var underWay = 0;
        var worst = 0;
        var gate = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = new List<Task<Outcome<int>>>[4];

        RunOnThreads(4, thread =>
        {
            calls[thread] = [];
            for (var i = 0; i < 500; i++)
            {
                calls[thread].Add(harness.Guard.ExecuteOutcomeAsync(
                    async (gate, _) =>
                    {
                        InterlockedMax(ref worst, Interlocked.Increment(ref underWay));
                        return await gate.Task;
                    },
                    gate,
                    CancellationToken.None).AsTask());
            }
        });
        gate.SetResult(1);
        var outcomes = await Task.WhenAll(calls.SelectMany(c => c));

        worst.ShouldBe(3);
        outcomes.Count(o => o.IsSuccess).ShouldBe(3);
        outcomes.Count(o => o.RejectionReason == RejectionReason.ProbeLimit).ShouldBe(1997);
        harness.Guard.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task Timeouts_cancellations_and_successes_race_without_cancelling_a_stranger()
    {
        using var guard = new ResilienceGuard("race", new ResilienceGuardOptions
        {
            AttemptTimeout = TimeSpan.FromMilliseconds(2),
            Breaker = { ConsecutiveFailures = 10_000 },
            Retry = { MaximumRetries = 0 },
        });

        var workers = Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 200; i++)
            {
                using var caller = new CancellationTokenSource();
                var action = random.Next(4);
                if (action == 0)
                {
                    caller.CancelAfter(TimeSpan.FromMilliseconds(random.Next(4)));
                }

                var outcome = await guard.ExecuteOutcomeAsync(
                    static async (action, token) =>
                    {
                        if (action == 3)
                        {
                            // Ends at once: a token that is cancelled already belonged to somebody else.
                            return token.IsCancellationRequested ? -1 : 1;
                        }

                        await Task.Delay(action == 2 ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromSeconds(30), TimeProvider.System, token);
                        return 1;
                    },
                    action,
                    caller.Token);
                outcome.Kind.ShouldBeOneOf(action switch
                {
                    0 => [OutcomeKind.Cancelled, OutcomeKind.Failure],
                    1 => [OutcomeKind.Failure],
                    2 => [OutcomeKind.Success, OutcomeKind.Failure],
                    _ => [OutcomeKind.Success],
                });
                outcome.Value.ShouldNotBe(-1);
            }
        })).ToList();

        await Task.WhenAll(workers).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        guard.InFlight.ShouldBe(0);
    }

    [Fact]
    public void Options_may_be_reloaded_and_partitions_isolated_under_load()
    {
        using var guard = new ResilienceGuard("reload", new ResilienceGuardOptions { Partitions = { Maximum = 8 } });

        RunOnThreads(3, thread =>
        {
            for (var i = 0; i < 5_000; i++)
            {
                if (thread == 0 && i % 50 == 0)
                {
                    guard.Apply(new ResilienceGuardOptions { Breaker = { ConsecutiveFailures = 1 + (i % 7) }, Partitions = { Maximum = 8 } });
                    guard.Isolate($"p{i % 3}");
                    guard.Reset($"p{i % 3}");
                    guard.Explain($"p{i % 3}").GuardName.ShouldBe("reload");
                }

                guard.ExecuteOutcome(GuardHarness.Succeed, i, GuardCall.For($"p{i % 20}")).Kind.ShouldBeOneOf(OutcomeKind.Success, OutcomeKind.Rejected);
            }
        });

        guard.InFlight.ShouldBe(0);
        guard.GetPartitions().Count.ShouldBeLessThanOrEqualTo(8);
    }

    [Fact]
    public async Task Disposal_under_load_ends_every_call()
    {
        var guard = new ResilienceGuard("disposed", new ResilienceGuardOptions { AttemptTimeout = TimeSpan.FromMilliseconds(50), Retry = { MaximumRetries = 0 } });
        var calls = Enumerable.Range(0, 200).Select(i => Task.Run(() => guard.ExecuteOutcomeAsync(
            static async (_, token) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
                return 1;
            },
            i,
            CancellationToken.None).AsTask())).ToList();

        guard.Dispose();

        var outcomes = await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        outcomes.ShouldAllBe(o => o.Kind == OutcomeKind.Failure || o.Kind == OutcomeKind.Rejected);
        guard.InFlight.ShouldBe(0);
    }

    [Fact]
    public void Striped_counters_lose_no_increment_while_they_grow()
    {
        var counters = new StripedCounters();

        RunOnThreads(4, _ =>
        {
            for (var i = 0; i < 50_000; i++)
            {
                counters.Increment(CounterId.Succeeded);
            }
        });

        counters.Sum(CounterId.Succeeded).ShouldBe(200_000);
        counters.Sum(CounterId.Started).ShouldBe(0);
    }

    private static void RunOnThreads(int count, Action<int> body)
    {
        var failures = new List<Exception>();
        var threads = Enumerable.Range(0, count).Select(index => new Thread(() =>
        {
            try
            {
                body(index);
            }
            catch (Exception exception)
            {
                lock (failures)
                {
                    failures.Add(exception);
                }
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join(TimeSpan.FromSeconds(60)).ShouldBeTrue("a thread hangs"));
        failures.ShouldBeEmpty();
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
        {
            if (Interlocked.CompareExchange(ref target, value, seen) == seen)
            {
                return;
            }
        }
    }
}
