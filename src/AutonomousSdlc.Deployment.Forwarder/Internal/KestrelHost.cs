using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>A Kestrel with one handler that reads no configuration, no environment variable and no signal.</summary>
internal static class KestrelHost
{
    public static WebApplication Build(
        ILoggerFactory? loggers, TimeSpan shutdownTimeout, Action<KestrelServerOptions> configure, RequestDelegate handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(new QuietLoggerFactory(loggers)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NoHostLifetime>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = shutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            configure(server);
        });
        var app = builder.Build();
        app.Run(handler);
        return app;
    }
}
