using AutonomousSdlc.Scaling;

namespace AutonomousSdlc.Evaluation.Studies.BalancerThroughput;

/// <summary>What one thread does with a balancer: ends its oldest call, acquires a node for the next.</summary>
internal sealed class LeaseLoop
{
    public const int CallsInFlight = 64;
    private const int Variety = 1024;

    private readonly ILoadBalancer _balancer;
    private readonly NodeLease[] _leases = new NodeLease[CallsInFlight];
    private readonly PickContext[] _contexts;
    private readonly TimeSpan[]? _latencies;
    private int _call;

    public LeaseLoop(ILoadBalancer balancer, TimedPolicy policy, int seed)
    {
        var random = new Random(seed);
        _balancer = balancer;
        _contexts = [.. Enumerable.Range(0, policy.NeedsKey ? Variety : 1).Select(user => new PickContext { Key = policy.NeedsKey ? $"user-{user}" : null })];
        _latencies = policy.Learns ? [.. Enumerable.Range(0, Variety).Select(_ => TimeSpan.FromMilliseconds(5 + (10 * random.NextDouble())))] : null;
    }

    public void Run(int operations)
    {
        for (var operation = 0; operation < operations; operation++)
        {
            var call = _call++;
            ref var lease = ref _leases[call & (CallsInFlight - 1)];
            if (_latencies is null)
            {
                lease.Release();
            }
            else
            {
                lease.Complete(CallOutcome.Succeeded, _latencies[call & (Variety - 1)]);
            }

            if (!_balancer.TryAcquire(_contexts[call & (_contexts.Length - 1)], out lease))
            {
                throw new InvalidOperationException("No node was available, so nothing is measured.");
            }
        }
    }
}
