// Three real servers on loopback behind one HttpClient: one of them ten times slower, one killed on the way, one drained.
using AutonomousSdlc.Scaling;
using LoadBalancing;
using Microsoft.Extensions.DependencyInjection;

await using var fast = await Server.StartAsync("fast", TimeSpan.FromMilliseconds(5));
await using var slow = await Server.StartAsync("slow", TimeSpan.FromMilliseconds(50));
await using var doomed = await Server.StartAsync("doomed", TimeSpan.FromMilliseconds(5));

var services = new ServiceCollection();
services.AddHttpClient("orders", client => client.BaseAddress = new Uri("http://orders/"))
    .AddLoadBalancing(balancer => balancer
        .AddNode(fast.Name, fast.Address)
        .AddNode(slow.Name, slow.Address)
        .AddNode(doomed.Name, doomed.Address));
await using var provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("orders");
var balancer = provider.GetRequiredKeyedService<ILoadBalancer>("orders");

var load = new Load(client, workers: 8);
var failed = 0;
failed += (await load.RunAsync("all three serve, the slow one gets less", requests: 400)).Print();
failed += (await load.RunAsync("one is killed after 150 requests", requests: 400, at: 150, doomed.KillAsync)).Print();

Console.WriteLine();
Console.WriteLine("Why is nothing sent to the killed one?");
Console.WriteLine(balancer.Explain(default));

var drained = await balancer.Registry.DrainAsync("slow", TimeSpan.FromSeconds(2));
failed += (await load.RunAsync($"the slow one was drained ({(drained.IsIdle ? "idle" : "busy")})", requests: 200)).Print();

var metrics = balancer.GetMetrics();
var attempts = metrics.Nodes.Sum(node => node.Failures);
Console.WriteLine();
Console.WriteLine($"{load.Sent} requests, {failed} failed; {attempts} attempts met the dead server and went elsewhere.");
return failed == 0 ? 0 : 1;
