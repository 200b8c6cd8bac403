using AutonomousSdlc.Deployment.Forwarder.Tests.Support;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

/// <summary>
/// What tests start as child processes: a forwarder, as a user's one-line program would run it, or a backend that can be
/// killed for real.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not ["backend", var text])
        {
            return await ForwarderHost.RunAsync(args);
        }

        await using var backend = await Backend.SayingAsync(text);
        await Console.Out.WriteLineAsync($"READY {backend.Address}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        return 0;
    }
}
