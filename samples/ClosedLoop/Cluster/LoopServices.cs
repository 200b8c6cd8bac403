using AutonomousSdlc.Deployment;
using AutonomousSdlc.Deployment.Forwarder;
using AutonomousSdlc.Scaling;
using AutonomousSdlc.Scaling.Http;
using ClosedLoop.Release;

namespace ClosedLoop.Cluster;

/// <summary>What an application writes to close the loop: the suite's packages, wired together.</summary>
internal static class LoopServices
{
    public static ServiceProvider Compose(
        LoopOptions options,
        WorkerCommands commands,
        ServiceGates gates,
        DeploymentEnvironment environment,
        DecisionLog log,
        string stateDirectory,
        TimeProvider timeProvider)
    {
        var services = new ServiceCollection();
        services.AddSingleton(timeProvider);
        services.AddLogging(logging => logging.AddProvider(log));
        foreach (var slot in Slots.All)
        {
            services.AddLoadBalancer(slot, balancer => balancer
                .UsePolicy(BalancingPolicies.LeastRequests)
                .Configure(balancing => balancing.Seed = options.Seed));
        }

        services.AddSingleton(provider => new WorkerFleet(provider.GetRequiredKeyedService<INodeRegistry>));
        services.AddSingleton<IDeploymentTarget>(provider => new LocalProcessTarget(
            ProcessOptions(commands, provider.GetRequiredService<WorkerFleet>()),
            timeProvider));
        services.AddDeployment(deployment => deployment
            .Configure(settings =>
            {
                settings.StateDirectory = stateDirectory;
                settings.Environments.Add(environment);
            })
            .UseTarget((provider, _) => provider.GetRequiredService<IDeploymentTarget>())
            .UseForwarder()
            .AddGate("quality", gates.JudgeAsync));
        services.AddOptions<ForwarderOptions>().Configure<IServiceProvider>((forwarder, provider) =>
            forwarder.SlotHandler = slot => new LoadBalancingHandler(provider.GetRequiredKeyedService<ILoadBalancer>(slot), timeProvider: timeProvider));
        services.AddAutoscaler("workers", autoscaler =>
        {
            autoscaler.Scale(CreateScaleTarget, LoopSettings.MinimumWorkers, LoopSettings.MaximumWorkers);
            autoscaler.Up.Count = LoopSettings.MaximumWorkers;
            autoscaler.Interval = TimeSpan.FromSeconds(1);
            autoscaler.ScaleDownStabilization = TimeSpan.FromSeconds(4);
        });
        services.AddOptions<AutoscalerOptions>("workers").Configure<IForwarder>((autoscaler, forwarder) => autoscaler.Target(
            Signal.From("requests a second at the forwarder", new OfferedRate(forwarder.Router, timeProvider).ReadAsync),
            LoopSettings.TargetPerWorker));
        return services.BuildServiceProvider();
    }

    /// <summary>The slot that has the traffic; null before the first deployment.</summary>
    public static async ValueTask<string?> ActiveSlotAsync(ITrafficRouter router, CancellationToken cancellationToken)
    {
        var state = await router.ObserveAsync(cancellationToken);
        return Slots.All.Where(slot => state.WeightOf(slot) > 0).MaxBy(state.WeightOf);
    }

    private static SlotScaleTarget CreateScaleTarget(IServiceProvider provider)
    {
        var router = provider.GetRequiredService<IForwarder>().Router;
        return new SlotScaleTarget(
            provider.GetRequiredService<IDeploymentTarget>(),
            cancellationToken => ActiveSlotAsync(router, cancellationToken));
    }

    private static LocalProcessOptions ProcessOptions(WorkerCommands commands, WorkerFleet fleet) => new()
    {
        Command = commands.For,
        ReadinessPath = "/ready",
        StartTimeout = TimeSpan.FromSeconds(60),
        OnInstanceReady = (specification, instance, _) =>
        {
            fleet.Join(new Worker(specification.Slot, instance.Id, instance.Address));
            return Task.CompletedTask;
        },
        OnInstanceDrain = (_, instance, cancellationToken) => fleet.LeaveAsync(instance.Id, cancellationToken),
        OnInstanceGone = (_, instance) =>
        {
            fleet.Remove(instance.Id);
            return Task.CompletedTask;
        },
    };
}
