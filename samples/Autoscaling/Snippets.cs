using AutonomousSdlc.Scaling;
using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Samples.Autoscaling;

/// <summary>Code of docs/autoscaling.md, compiled here.</summary>
internal static class Snippets
{
    public static void Signals(AutoscalerOptions a, Func<long> queueLength, Func<CancellationToken, ValueTask<double?>> askBroker)
    {
        #region signals
        a.Target(Signal.FromMeter("Microsoft.AspNetCore.Hosting", "http.server.active_requests"), perWorker: 40);
        a.Target(Signal.FromMeter("Microsoft.AspNetCore.Hosting", "http.server.request.duration", MeterReading.SumPerSecond), perWorker: 8);
        a.Target(Signal.From("queue", () => queueLength()), perWorker: 100);
        a.Target(Signal.From("broker lag", askBroker), perWorker: 1_000);           // null: unknown
        a.TargetAverage(Signal.From("cpu", () => CpuOfWorkers()), target: 0.6);     // already a mean over the workers
        #endregion
    }

    public static async Task WithoutHostAsync(IScaleTarget target, Func<double?> load)
    {
        #region without-host
        await using var autoscaler = Autoscaler.Create("workers", target, a =>
        {
            a.Minimum = 2;
            a.Maximum = 20;
            a.Target(Signal.From("load", load), perWorker: 10);
        });
        ScaleDecision now = await autoscaler.EvaluateAsync();    // once, for a test or a simulator
        autoscaler.Start();                                      // every Interval, until StopAsync or disposal
        #endregion
        Console.WriteLine(now);
    }

    public static void Why(IAutoscaler autoscaler)
    {
        #region why
        ScaleDecision? last = autoscaler.LastDecision;
        Console.WriteLine(last?.Cause);      // Stabilizing
        Console.WriteLine(last?.Reason);     // Held at 10: load (20) needs 2 at 10 each, but 10 were needed within the last 300 s (ScaleDownStabilization).
        #endregion
    }

    public static void Registry(IServiceCollection services)
    {
        #region registry
        services.AddLoadBalancer("workers", _ => { });
        services.AddProcessScaleTarget("workers", o =>
        {
            (o.FileName, o.ReadinessPath, o.Registry) = ("dotnet", "/ready", "workers");
            o.Arguments.Add("Worker.dll");
            o.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:{port}";
        });
        #endregion
    }

    private static double? CpuOfWorkers() => null;
}
