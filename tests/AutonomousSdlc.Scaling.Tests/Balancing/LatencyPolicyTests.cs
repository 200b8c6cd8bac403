namespace AutonomousSdlc.Scaling.Tests.Balancing;

public sealed class LatencyPolicyTests
{
    public static TheoryData<string> Policies => [BalancingPolicies.PeakEwma, BalancingPolicies.LeastResponseTime];

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_slow_node_gets_few_calls_and_comes_back_when_it_is_fast_again(string policy)
    {
        using var pool = new TestPool(4, options => options.Policy = policy);
        Run(pool, 2_000, static _ => (CallOutcome.Succeeded, 10));
        Run(pool, 4_000, static id => (CallOutcome.Succeeded, id == "n0" ? 200 : 10)).GetValueOrDefault("n0").ShouldBeLessThan(200);
        Run(pool, 8_000, static _ => (CallOutcome.Succeeded, 10), gap: 10);
        Run(pool, 4_000, static _ => (CallOutcome.Succeeded, 10))["n0"].ShouldBeGreaterThan(500);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_node_that_fails_fast_attracts_no_calls(string policy)
    {
        using var pool = Unejected(policy);
        var counts = Run(pool, 10_000, static id => id == "n3" ? (CallOutcome.Failed, 1) : (CallOutcome.Succeeded, 50));
        counts["n3"].ShouldBeLessThan(100);
        counts = Run(pool, 10_000, static id => id == "n3" ? (CallOutcome.Rejected, 1) : (CallOutcome.Succeeded, 50));
        counts["n3"].ShouldBeLessThan(60);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_node_that_fails_from_its_first_call_attracts_no_calls(string policy)
    {
        using var pool = Unejected(policy);
        Run(pool, 2_000, static _ => (CallOutcome.Succeeded, 50));
        pool.Add("late");
        Run(pool, 5_000, static id => id == "late" ? (CallOutcome.ConnectFailed, 0) : (CallOutcome.Succeeded, 50))["late"].ShouldBeLessThan(50);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void An_unknown_latency_counts_as_the_median_of_the_pool(string policy)
    {
        using var pool = new TestPool(3, options => options.Policy = policy);
        pool.Call("n0", CallOutcome.Succeeded, 10);
        pool.Call("n1", CallOutcome.Succeeded, 20);
        pool.Call("n2", CallOutcome.Succeeded, 400);
        pool.Time.Advance(TimeSpan.FromMilliseconds(100));
        pool.Call("n1", CallOutcome.Succeeded, 20);
        pool.Add("new");
        Scores(pool)["new"].ShouldBe(Scores(pool)["n1"], 1e-9);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Load_and_weight_count(string policy)
    {
        using var pool = new TestPool(0, options => options.Policy = policy);
        pool.Add("a");
        pool.Add("b", weight: 4);
        pool.Call("a", CallOutcome.Succeeded, 10);
        pool.Call("b", CallOutcome.Succeeded, 10);
        Scores(pool)["a"].ShouldBe(0.010, 1e-9);
        Scores(pool)["b"].ShouldBe(0.0025, 1e-9);
        using var held = pool.Acquire("b");
        Scores(pool)["a"].ShouldBe(0.020, 1e-9);
    }

    [Fact]
    public void Peak_ewma_jumps_to_peaks_and_forgets_them_in_ten_seconds()
    {
        using var pool = new TestPool(1, static options => options.Policy = BalancingPolicies.PeakEwma);
        pool.Call("n0", CallOutcome.Succeeded, 10);
        pool.Call("n0", CallOutcome.Succeeded, 1_010);
        Scores(pool)["n0"].ShouldBe(1.010, 1e-9);
        pool.Call("n0", CallOutcome.Succeeded, 10);
        Scores(pool)["n0"].ShouldBe(1.010, 1e-9, "no time has passed");
        pool.Time.Advance(TimeSpan.FromSeconds(10));
        pool.Call("n0", CallOutcome.Succeeded, 10);
        Scores(pool)["n0"].ShouldBe(0.010 + Math.Exp(-1), 1e-6);
    }

    [Fact]
    public void Least_response_time_takes_the_mean_and_trusts_a_new_latency_after_silence()
    {
        using var pool = new TestPool(1, static options => options.Policy = BalancingPolicies.LeastResponseTime);
        pool.Call("n0", CallOutcome.Succeeded, 10);
        pool.Call("n0", CallOutcome.Succeeded, 110);
        Scores(pool)["n0"].ShouldBe(0.020, 1e-9);
        pool.Time.Advance(TimeSpan.FromMinutes(5));
        pool.Call("n0", CallOutcome.Succeeded, 110);
        Scores(pool)["n0"].ShouldBe(0.110, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Failures_raise_latency_but_never_lower_it_and_successes_clear_the_penalty(string policy)
    {
        using var pool = Unejected(policy);
        pool.Call("n0", CallOutcome.Succeeded, 10);
        pool.Call("n0", CallOutcome.Failed, 1);
        Scores(pool)["n0"].ShouldBe(0.010 * 2, 1e-6, "one failure is a share of a tenth: 1 + 100 x 0.01");
        pool.Call("n0", CallOutcome.Canceled, 1);
        Scores(pool)["n0"].ShouldBe(0.010 * 2, 1e-6);
        pool.Call("n0", CallOutcome.Canceled, 40);
        Scores(pool)["n0"].ShouldBe(0.040 * 2, 1e-6);
        pool.Time.Advance(TimeSpan.FromMinutes(5));
        pool.Call("n0", CallOutcome.Succeeded, 10);
        Scores(pool)["n0"].ShouldBe(0.010, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void A_release_teaches_nothing(string policy)
    {
        using var pool = new TestPool(1, options => options.Policy = policy);
        pool.Acquire().Release();
        pool.Registry.Current.Nodes[0].Cell.LearnedSeconds.ShouldBe(0);
    }

    private static TestPool Unejected(string policy) => new(
        5,
        options =>
        {
            options.Policy = policy;
            options.Ejection.MaximumRatio = 0;
        });

    private static Dictionary<string, double> Scores(TestPool pool) =>
        pool.Balancer.Explain(default).Nodes.ToDictionary(static node => node.Node.Id, static node => node.Score);

    /// <summary>Calls one after the other, eight in flight, some milliseconds apart.</summary>
    private static Dictionary<string, int> Run(TestPool pool, int calls, Func<string, (CallOutcome Outcome, int Milliseconds)> answer, int gap = 1)
    {
        var counts = new Dictionary<string, int>();
        var held = new Queue<NodeLease>();
        for (var i = 0; i < calls; i++)
        {
            var lease = pool.Acquire();
            counts[lease.Node.Id] = counts.GetValueOrDefault(lease.Node.Id) + 1;
            held.Enqueue(lease);
            pool.Time.Advance(TimeSpan.FromMilliseconds(gap));
            if (held.Count > 8)
            {
                Complete(held.Dequeue());
            }
        }

        while (held.TryDequeue(out var lease))
        {
            Complete(lease);
        }

        return counts;

        void Complete(NodeLease lease)
        {
            var (outcome, milliseconds) = answer(lease.Node.Id);
            lease.Complete(outcome, TimeSpan.FromMilliseconds(milliseconds)).ShouldBeTrue();
        }
    }
}
