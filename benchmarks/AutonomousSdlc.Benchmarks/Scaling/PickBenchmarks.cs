using AutonomousSdlc.Scaling;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Benchmarks.Scaling;

/// <summary>What it costs to pick a node and to complete the call, with 64 calls in flight at any time and a key for the policies that use one.</summary>
[MemoryDiagnoser]
public class PickBenchmarks
{
    private const int CallsInFlight = 64;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(1);

    private static readonly string[] Keys = [.. Enumerable.Range(0, 1 << 10).Select(static user => $"user-{user}")];

    private readonly NodeLease[] _leases = new NodeLease[CallsInFlight];
    private ServiceProvider _services = null!;
    private ILoadBalancer _balancer = null!;
    private int _oldest;
    private int _key;

    [Params(
        BalancingPolicies.RoundRobin,
        BalancingPolicies.WeightedRoundRobin,
        BalancingPolicies.Random,
        BalancingPolicies.LeastRequests,
        BalancingPolicies.PowerOfTwoChoices,
        BalancingPolicies.PeakEwma,
        BalancingPolicies.LeastResponseTime,
        BalancingPolicies.ConsistentHash,
        BalancingPolicies.Maglev)]
    public string Policy { get; set; } = BalancingPolicies.RoundRobin;

    [Params(10, 100, 1000)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void Start()
    {
        var services = new ServiceCollection();
        services.AddLoadBalancer(options => options.Policy = Policy);
        _services = services.BuildServiceProvider();
        _balancer = _services.GetRequiredService<ILoadBalancer>();
        for (var node = 0; node < Nodes; node++)
        {
            _balancer.Registry.Register(new NodeDescriptor($"node-{node}", new Uri($"http://127.0.0.1:{10_000 + node}")));
        }

        for (var call = 0; call < CallsInFlight; call++)
        {
            Acquire(call);
        }
    }

    [GlobalCleanup]
    public void Stop()
    {
        foreach (var lease in _leases)
        {
            lease.Dispose();
        }

        _services.Dispose();
    }

    [Benchmark]
    public void AcquireAndComplete()
    {
        _leases[_oldest].Complete(CallOutcome.Succeeded, Latency);
        Acquire(_oldest);
        _oldest = (_oldest + 1) % CallsInFlight;
    }

    private void Acquire(int call)
    {
        var context = new PickContext { Key = Keys[_key++ & (Keys.Length - 1)] };
        if (!_balancer.TryAcquire(context, out _leases[call]))
        {
            throw new InvalidOperationException("No node was available, so nothing is measured.");
        }
    }
}
