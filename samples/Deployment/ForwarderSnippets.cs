using AutonomousSdlc.Deployment;
using AutonomousSdlc.Deployment.Forwarder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Deployment;

/// <summary>The code of the forwarder's README and document, compiled.</summary>
internal static class ForwarderSnippets
{
    public static void InProcess(IServiceCollection services)
    {
        #region readme-in-process
        services.AddDeployment(deployment => deployment
            .AddEnvironment("production", "shop")
            .UseLocalProcesses("dotnet", "/srv/shop/{version}/Shop.dll", "--urls", "http://127.0.0.1:{port}")
            .UseForwarder(forwarder => forwarder.Listen = "http://*:8080"));
        #endregion
    }

    public static async Task<int> OwnProcessAsync(string[] args)
    {
        #region readme-own-process
        return await ForwarderHost.RunAsync(args);
        #endregion
    }

    public static void OrchestratorSide(IServiceCollection services)
    {
        #region readme-orchestrator-side
        services.AddDeployment(deployment => deployment
            .AddEnvironmentFile("deployment/production.yaml")
            .UseLocalProcesses("dotnet", "/srv/shop/{version}/Shop.dll", "--urls", "http://127.0.0.1:{port}")
            .UseForwarderProcess("/run/shop/forwarder.sock"));
        #endregion
    }

    public static async Task WithoutContainerAsync()
    {
        #region docs-without-container
        await using var forwarder = new KestrelForwarder(new ForwarderOptions { Listen = "http://127.0.0.1:0" });
        await forwarder.StartAsync();
        await forwarder.Router.SetWeightsAsync(new TrafficChange
        {
            Epoch = 1,
            Generation = 1,
            Weights = new Dictionary<string, int> { ["blue"] = 90, ["green"] = 10 },
            Endpoints = new Dictionary<string, IReadOnlyList<Uri>>
            {
                ["blue"] = [new Uri("http://127.0.0.1:5001/"), new Uri("http://127.0.0.1:5002/")],
                ["green"] = [new Uri("http://127.0.0.1:5003/")],
            },
        });
        Console.WriteLine($"Clients connect to {forwarder.Address}");
        #endregion
    }

    public static void Balanced(IServiceCollection services, IHttpMessageHandlerFactory handlers)
    {
        #region docs-slot-handler
        services.AddForwarder(forwarder => forwarder.SlotHandler = slot => handlers.CreateHandler(slot));
        #endregion
    }

    public static void PerEnvironment(IDeploymentBuilder deployment)
    {
        #region docs-per-environment
        deployment.Services
            .AddForwarder("production", forwarder => forwarder.Listen = "http://*:8080")
            .AddForwarder("staging", forwarder => forwarder.Listen = "http://*:8081");
        deployment.UseForwarders(environment => environment.Name);
        #endregion
    }

    public static void Grpc(IServiceCollection services)
    {
        #region docs-grpc
        services.AddForwarder(forwarder =>
        {
            forwarder.UpstreamHttp2 = true;
            forwarder.ConfigureListener = listen => listen.Protocols = HttpProtocols.Http2;
        });
        #endregion
    }

    public static void Tls(IServiceCollection services, string file, string password)
    {
        #region docs-tls
        services.AddForwarder(forwarder => forwarder.ConfigureListener = listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(file, password);
        });
        #endregion
    }
}
