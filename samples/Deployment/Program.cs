// Three releases of one service under load, in real processes on this machine: the first starts serving, the second takes
// over without a lost request, the third fails half of its requests and is rolled back by itself.
using AutonomousSdlc.Deployment;
using AutonomousSdlc.Deployment.Forwarder;
using Deployment;
using Microsoft.Extensions.DependencyInjection;

switch (args)
{
    case ["worker", var port, var version]:
        return await Worker.RunAsync(port, version);
    case ["forwarder", .. var rest]:
        return await ForwarderHost.RunAsync(rest);
}

using var state = new ScratchDirectory();
var services = new ServiceCollection();
services.AddDeployment(deployment => deployment
    .AddEnvironment("production", "shop", environment =>
    {
        environment.Health.Interval = TimeSpan.FromMilliseconds(100);
        environment.Strategy.Bake = TimeSpan.FromSeconds(2);
        environment.Strategy.Interval = TimeSpan.FromMilliseconds(100);
    })
    .UseLocalProcesses("dotnet", typeof(Worker).Assembly.Location, "worker", "{port}", "{version}")
    .UseForwarder()
    .Configure(options => options.StateDirectory = state.Path));
await using var provider = services.BuildServiceProvider();
var orchestrator = provider.GetRequiredService<IDeploymentOrchestrator>();

var first = await DeployAsync("1.0.0");
if (!first.IsSuccess)
{
    return 1;
}

await using var load = new Load(provider.GetRequiredService<IForwarder>().Address, clients: 4);
var second = await DeployAsync("2.0.0");
var (requests, lost) = (load.Requests, load.Failed);
var third = await DeployAsync("3.0.0");

Console.WriteLine();
Console.WriteLine($"{lost} of {requests} requests were lost while 2.0.0 replaced 1.0.0.");
Console.WriteLine($"{load.Failed - lost} of {load.Requests - requests} failed before 3.0.0 was rolled back; {load.LastAnswer} serves.");
return second.IsSuccess && lost == 0 && third.Status == DeploymentStatus.RolledBack && load.LastAnswer == "2.0.0" ? 0 : 1;

async Task<DeploymentResult> DeployAsync(string version)
{
    var result = await orchestrator.DeployToProductionAsync("shop", version, "production", replicas: 2);
    Console.WriteLine($"{version}: {result.Status} after {result.Duration.TotalSeconds:0.0} s");
    foreach (var reason in result.Reasons)
    {
        Console.WriteLine($"    {reason}");
    }

    return result;
}
