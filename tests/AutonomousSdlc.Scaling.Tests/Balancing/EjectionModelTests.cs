namespace AutonomousSdlc.Scaling.Tests.Balancing;

/// <summary>Random histories of calls, time and membership against the two promises of ejection: never above the cap, always back.</summary>
public sealed class EjectionModelTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.25)]
    [InlineData(1.0)]
    [InlineData(0.0)]
    public void Never_above_the_cap_and_always_back(double ratio)
    {
        for (var seed = 1; seed <= 25; seed++)
        {
            RunHistory(ratio, seed);
        }
    }

    private static void RunHistory(double ratio, int seed)
    {
        var random = new Random(seed);
        using var pool = new TestPool(6, options => options.Ejection.MaximumRatio = ratio, seed);
        var joined = 6;
        var worst = 0;
        using var watch = pool.Registry.OnChange(snapshot => worst = Math.Max(worst, Excess(snapshot, ratio)));
        for (var step = 0; step < 400; step++)
        {
            var nodes = pool.Registry.Current.Nodes;
            var node = nodes.IsEmpty ? null : nodes[random.Next(nodes.Length)];
            switch (random.Next(12))
            {
                case 0:
                    pool.Add($"n{joined++}");
                    break;
                case 1 when node is not null:
                    pool.Registry.Deregister(node.Id);
                    break;
                case 2 when node is not null:
                    pool.StopNewCalls(node.Id);
                    break;
                case 3 when node is not null:
                    pool.Registry.Resume(node.Id);
                    break;
                case 4:
                    pool.Time.Advance(TimeSpan.FromMilliseconds(random.Next(5_000)));
                    break;
                default:
                    if (pool.Balancer.TryAcquire(default, out var lease))
                    {
                        lease.Complete((CallOutcome)random.Next(7), TimeSpan.FromMilliseconds(1));
                    }

                    break;
            }

            worst = Math.Max(worst, Excess(pool.Registry.Current, ratio));
            worst.ShouldBe(0, $"seed {seed}, step {step}");
            pool.Balancer.TryAcquire(default, out var probe).ShouldBe(pool.Registry.Current.Nodes.Any(static member => member.State != NodeState.Draining), $"seed {seed}, step {step}");
            probe.Release();
        }

        pool.Time.Advance(TimeSpan.FromSeconds(30));
        pool.Registry.Current.Count(NodeState.Ejected).ShouldBe(0, $"seed {seed}: the longest ejection is 30 s");
        pool.Time.ActiveTimers.ShouldBe(0, $"seed {seed}");
        pool.Balancer.GetMetrics().InFlight.ShouldBe(0);
    }

    private static int Excess(NodeSnapshot snapshot, double ratio)
    {
        var members = snapshot.Nodes.Length - snapshot.Count(NodeState.Draining);
        var allowed = ratio > 0 && members > 1 ? Math.Max(1, (int)(members * ratio)) : 0;
        return Math.Max(0, snapshot.Count(NodeState.Ejected) - allowed);
    }
}
