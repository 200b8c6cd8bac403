using AutonomousSdlc.Scaling;
using AutonomousSdlc.Scaling.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoadBalancing;

/// <summary>The code of the READMEs and documents, compiled.</summary>
internal static class Snippets
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        #region readme-register
        services.AddLoadBalancer("orders", balancer => balancer
            .AddNodes("http://10.0.0.7:8080", "http://10.0.0.8:8080")
            .UsePolicy(BalancingPolicies.PowerOfTwoChoices));
        #endregion

        #region docs-configuration
        services.AddLoadBalancer("orders", configuration.GetSection("Balancers:Orders"));
        #endregion
    }

    public static async Task<string> CallAsync(IServiceProvider provider, string userId, Func<Uri, Task<string>> askAsync)
    {
        #region readme-call
        var balancer = provider.GetRequiredKeyedService<ILoadBalancer>("orders");
        using var lease = balancer.Acquire(new PickContext { Key = userId });
        var start = TimeProvider.System.GetTimestamp();
        var answer = await askAsync(lease.Node.Address);
        lease.Complete(CallOutcome.Succeeded, TimeProvider.System.GetElapsedTime(start));
        #endregion
        return answer;
    }

    public static async Task ReplaceAsync(INodeRegistry registry)
    {
        #region docs-drain
        registry.Register(new NodeDescriptor("orders-9", new Uri("http://10.0.0.9:8080")) { Weight = 2, Zone = "eu-1" });
        var drain = await registry.DrainAsync("orders-7", TimeSpan.FromSeconds(30));
        Console.WriteLine(drain.IsIdle ? "idle" : $"{drain.InFlight} calls are left");
        registry.Deregister("orders-7");
        #endregion
    }

    public static void Explain(ILoadBalancer balancer)
    {
        #region docs-explain
        Console.WriteLine(balancer.Explain(default));
        var cluster = balancer.GetMetrics();
        Console.WriteLine($"{cluster.Healthy} healthy, {cluster.Ejected} ejected, {cluster.InFlight} in flight");
        #endregion
    }

    public static void RegisterHttp(IServiceCollection services)
    {
        #region readme-http
        services.AddHttpClient("orders", client => client.BaseAddress = new Uri("http://orders/"))
            .AddLoadBalancing(balancer => balancer
                .AddNodes("http://10.0.0.7:8080", "http://10.0.0.8:8080"));
        #endregion
    }

    public static void RegisterHttpShared(IServiceCollection services)
    {
        #region readme-http-shared
        services.AddLoadBalancer("pool").AddNodes("http://10.0.0.7:8080", "http://10.0.0.8:8080");
        services.AddHttpClient("orders").AddLoadBalancing("pool", http => http.AttemptTimeout = TimeSpan.FromSeconds(2));
        services.AddHttpClient("reports").AddLoadBalancing("pool", http => http.MaximumAttempts = 1);
        #endregion
    }

    public static async Task<HttpResponseMessage> ForwardAsync(ILoadBalancer balancer, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        #region readme-http-direct
        using var handler = new LoadBalancingHandler(balancer);
        using var invoker = new HttpMessageInvoker(handler);
        request.Options.Set(LoadBalancingRequest.MayRetry, true);
        var response = await invoker.SendAsync(request, cancellationToken);
        #endregion
        return response;
    }
}
