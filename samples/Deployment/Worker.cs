using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Deployment;

/// <summary>The service that is deployed: answers with its version. Version 3 looks healthy and fails every second request.</summary>
internal static class Worker
{
    public static async Task<int> RunAsync(string port, string version)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture)));
        var app = builder.Build();
        var requests = 0;
        app.Run(context =>
        {
            if (context.Request.Path != "/health" && version.StartsWith('3') && Interlocked.Increment(ref requests) % 2 == 0)
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            }

            return context.Response.WriteAsync(version);
        });
        await app.RunAsync();
        return 0;
    }
}
