using AutonomousSdlc.Evaluation.Timing;
using AutonomousSdlc.Scaling;
using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Evaluation.Studies.BalancerThroughput;

/// <summary>Every policy over a pool of its own, after the re-creations of peers that they are compared to.</summary>
internal sealed class BalancerContenders : IDisposable
{
    private readonly ServiceProvider _services;

    public BalancerContenders(int nodes, int seed)
    {
        var services = new ServiceCollection();
        foreach (var policy in Policies)
        {
            services.AddLoadBalancer(policy.Name, balancer => balancer.UsePolicy(policy.Policy));
        }

        _services = services.BuildServiceProvider();
        All =
        [
            PeerContender("yarp-power-of-two-choices", nodes, static destinations => PeerPolicies.PickLessBusyOfTwo(destinations)),
            PeerContender("yarp-least-requests", nodes, static destinations => PeerPolicies.PickLeastBusy(destinations)),
            .. Policies.Select(policy => CreateContender(policy, nodes, seed)),
        ];
    }

    /// <summary>What is timed; the first is what the others are compared to.</summary>
    public IReadOnlyList<Contender> All { get; }

    private static IReadOnlyList<TimedPolicy> Policies { get; } =
    [
        new("power-of-two-choices", BalancingPolicies.PowerOfTwoChoices),
        new("round-robin", BalancingPolicies.RoundRobin),
        new("weighted-round-robin", BalancingPolicies.WeightedRoundRobin) { HasWeights = true },
        new("random", BalancingPolicies.Random) { HasWeights = true },
        new("least-requests", BalancingPolicies.LeastRequests),
        new("peak-ewma", BalancingPolicies.PeakEwma) { Learns = true },
        new("least-response-time", BalancingPolicies.LeastResponseTime) { Learns = true },
        new("consistent-hash", BalancingPolicies.ConsistentHash) { NeedsKey = true },
        new("maglev", BalancingPolicies.Maglev) { NeedsKey = true },
    ];

    public void Dispose() => _services.Dispose();

    private static Contender PeerContender(string name, int nodes, Func<PeerDestination[], PeerDestination> pick)
    {
        var destinations = Enumerable.Range(0, nodes).Select(static _ => new PeerDestination()).ToArray();
        return new Contender(name, _ => new PeerLoop(destinations, pick).Run);
    }

    private Contender CreateContender(TimedPolicy policy, int nodes, int seed)
    {
        var balancer = _services.GetRequiredKeyedService<ILoadBalancer>(policy.Name);
        for (var node = 0; node < nodes; node++)
        {
            balancer.Registry.Register(new NodeDescriptor($"node-{node}", new Uri($"http://127.0.0.1:{10_000 + node}"))
            {
                Weight = policy.HasWeights ? 1 + (node % 5) : 1,
            });
        }

        return new Contender(policy.Name, thread => new LeaseLoop(balancer, policy, seed + thread).Run);
    }
}
