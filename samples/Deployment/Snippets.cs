using AutonomousSdlc.Deployment;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Deployment;

/// <summary>The code of the package's documents, compiled.</summary>
internal static class Snippets
{
    public static void Compose(IServiceCollection services)
    {
        #region readme-compose
        services.AddDeployment(deployment => deployment
            .AddEnvironmentFile("deployment/production.yaml")
            .UseLocalProcesses("dotnet", "releases/{version}/Shop.dll", "--urls", "http://127.0.0.1:{port}")
            .UseForwarder(forwarder => forwarder.Listen = "http://127.0.0.1:8080")
            .AddGate("quality", ct => Task.FromResult(GateVerdict.Pass("All tests passed."))));
        #endregion
    }

    public static async Task<int> DeployAsync(IDeploymentOrchestrator orchestrator, CancellationToken ct)
    {
        #region readme-deploy
        await orchestrator.RecoverAsync(ct);
        DeploymentResult result = await orchestrator.DeployToProductionAsync("shop", "1.42.0", "production", replicas: 3, ct);
        Console.WriteLine($"{result.Status}: {string.Join(' ', result.Reasons)}");
        return result.IsSuccess ? 0 : 1;
        #endregion
    }

    public static async Task PlanAsync(IDeploymentOrchestrator orchestrator, CancellationToken ct)
    {
        #region plan
        var request = new DeploymentRequest { Service = "shop", Version = "1.42.0", Environment = "production" };
        DeploymentPlan plan = await orchestrator.PlanAsync(request, ct);
        foreach (DeploymentStep step in plan.Steps)
        {
            Console.WriteLine($"{step.Id,-10} {step.Description} Undone by: {step.Inverse ?? "nothing"}");
        }
        #endregion
    }

    public static async Task WatchAsync(IDeploymentOrchestrator orchestrator, CancellationToken ct)
    {
        #region watch
        var request = new DeploymentRequest { Service = "shop", Version = "1.42.0", Environment = "production", Id = "release-1.42.0" };
        Task<DeploymentResult> deployment = orchestrator.DeployAsync(request, ct);
        await foreach (DeploymentEvent one in orchestrator.WatchAsync("release-1.42.0", ct))
        {
            Console.WriteLine($"{one.At:T} {one.Kind} {one.Step}: {one.Message}");
        }

        DeploymentResult result = await deployment;
        #endregion
        Console.WriteLine(result.Status);
    }

    public static async Task HistoryAsync(IDeploymentOrchestrator orchestrator, CancellationToken ct)
    {
        #region history
        var query = new DeploymentHistoryQuery { Service = "shop", Status = DeploymentStatus.RolledBack, Limit = 10 };
        foreach (DeploymentResult past in await orchestrator.GetHistoryAsync(query, ct))
        {
            Console.WriteLine($"{past.StartedAt:u} {past.Version} after {past.Duration}: {past.Evidence?.Reason}");
        }
        #endregion
    }

    public static void Gates(IDeploymentBuilder deployment)
    {
        #region gates
        deployment
            .AddGate("change freeze", (context, ct) =>
            {
                var time = context.Services.GetRequiredService<TimeProvider>();
                return Task.FromResult(time.GetUtcNow().DayOfWeek == DayOfWeek.Friday
                    ? GateVerdict.Refuse($"{context.Request.Service} is not deployed on Fridays.")
                    : GateVerdict.Pass());
            });
        #endregion
    }

    public static void Hooks(IDeploymentBuilder deployment, ILogger logger)
    {
        #region hooks
        deployment.UseLocalProcesses(processes =>
        {
            processes.Command = specification => new LocalProcessCommand
            {
                FileName = "dotnet",
                Arguments = [$"releases/{specification.Version}/Shop.dll", "--urls", "http://127.0.0.1:{port}"],
                Environment = new Dictionary<string, string?> { ["SLOT"] = "{slot}" },
            };
            processes.OnInstanceReady = (specification, instance, ct) =>
            {
                logger.LogInformation("{Version} answers at {Address}", specification.Version, instance.Address);
                return Task.CompletedTask;
            };
        });
        #endregion
    }

    public static async Task DryRunAsync(CancellationToken ct)
    {
        #region dry-run
        await using ServiceProvider provider = new ServiceCollection()
            .AddDeployment(deployment => deployment
                .Configure(options => options.StateDirectory = Directory.CreateTempSubdirectory("dry-run").FullName)
                .AddEnvironment("production", "shop", environment => environment.Health.Interval = TimeSpan.FromMilliseconds(10))
                .UseInMemory())
            .BuildServiceProvider();
        var orchestrator = provider.GetRequiredService<IDeploymentOrchestrator>();
        DeploymentResult result = await orchestrator.DeployToProductionAsync("shop", "1.42.0", "production", replicas: 3, ct);
        #endregion
        Console.WriteLine(result.Status);
    }
}
