using AutonomousSdlc.Scaling.Internal;
using AutonomousSdlc.Testing;

namespace AutonomousSdlc.Scaling.Tests.Balancing;

/// <summary>A balancer and its registry on a clock that tests move.</summary>
internal sealed class TestPool : IDisposable
{
    private readonly NodeRegistry _registry;

    public TestPool(int nodes = 0, Action<LoadBalancerOptions>? configure = null, int seed = 1)
    {
        var options = new LoadBalancerOptions { Seed = seed };
        configure?.Invoke(options);
        _registry = new NodeRegistry("pool", options, Time, Logs.CreateLogger("registry"), null);
        Balancer = new LoadBalancer(_registry, options);
        for (var i = 0; i < nodes; i++)
        {
            Add($"n{i}");
        }
    }

    public ManualTimeProvider Time { get; } = new();

    public LogRecorder Logs { get; } = new();

    public INodeRegistry Registry => _registry;

    public ILoadBalancer Balancer { get; }

    public Node Add(string id, double weight = 1) =>
        _registry.Register(new NodeDescriptor(id, new Uri($"http://{id}.test:80")) { Weight = weight });

    public NodeLease Acquire(params string[] except) =>
        Balancer.Acquire(new PickContext { ExcludedNodes = except.Length == 0 ? null : except });

    /// <summary>Lets one call to a node end in a certain way, whatever the policy would pick.</summary>
    public void Call(string nodeId, CallOutcome outcome, int milliseconds = 1)
    {
        var others = _registry.Current.Nodes.Where(node => node.Id != nodeId).Select(static node => node.Id).ToArray();
        Acquire(others).Complete(outcome, TimeSpan.FromMilliseconds(milliseconds)).ShouldBeTrue();
    }

    /// <summary>Sets a node to drain without waiting for its calls.</summary>
    public void StopNewCalls(string nodeId) => _registry.DrainAsync(nodeId, TimeSpan.Zero).AsTask().IsCompletedSuccessfully.ShouldBeTrue();

    public NodeState State(string nodeId) => _registry.Current.Find(nodeId).ShouldNotBeNull().State;

    public void Dispose() => _registry.Dispose();
}
