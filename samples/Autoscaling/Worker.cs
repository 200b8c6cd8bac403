using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Samples.Autoscaling;

/// <summary>The other face of this program: a web server that one worker process runs.</summary>
internal static class Worker
{
    public static async Task<int> RunAsync(string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        app.MapGet("/ready", () => "ready");
        await app.RunAsync();
        return 0;
    }

    /// <summary>How to start this very program again.</summary>
    public static (string FileName, string[] Arguments) Command()
    {
        var process = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? (process, ["exec", Environment.GetCommandLineArgs()[0], "worker", "{port}"])
            : (process, ["worker", "{port}"]);
    }
}
