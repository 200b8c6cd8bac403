using System.Globalization;
using AutonomousSdlc.Deployment;
using AutonomousSdlc.QualityGates;
using ClosedLoop.Display;

namespace ClosedLoop.Release;

/// <summary>
/// Builds, checks and tests the copy of the service. The gates run once, from the start on beside the first steps, as a
/// build server would; a deployment waits for their verdict.
/// </summary>
internal sealed class ServiceGates : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<QualityReport> _report;

    public ServiceGates(ServiceCopy source, IDisplay display)
    {
        var services = new ServiceCollection();
        services.AddQualityGates(gates => gates.AddDotNetDefaults());
        _services = services.BuildServiceProvider();
        var run = new QualityRun
        {
            Path = source.Folder,
            Properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                ["SuiteAssemblies"] = AppContext.BaseDirectory,
                // The copy is judged, not measured: no coverage, whoever started us.
                ["CI"] = "false",
            },
        };
        _report = _services.GetRequiredService<IQualityGateEngine>().RunAsync(run, new GateProgressLines(display), _stop.Token);
    }

    /// <summary>The gate of a deployment. Version 1 is what runs already and was judged when the repository was built.</summary>
    public async Task<GateVerdict> JudgeAsync(DeploymentGateContext context, CancellationToken cancellationToken)
    {
        if (context.Request.Version == "1")
        {
            return GateVerdict.Pass("version 1 comes with this build of the repository");
        }

        var report = await _report.WaitAsync(cancellationToken);
        var summary = report.Gates.Select(gate => string.Create(
            CultureInfo.InvariantCulture,
            $"{gate.Gate.Id} {gate.Result.Outcome} in {gate.Duration.TotalSeconds:0.0} s: {gate.Result.Summary}"));
        return report.Succeeded ? GateVerdict.Pass([.. summary]) : GateVerdict.Refuse([.. summary]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_report).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _services.DisposeAsync();
        _stop.Dispose();
    }

    private sealed class GateProgressLines(IDisplay display) : IProgress<GateProgress>
    {
        public void Report(GateProgress value)
        {
            if (value.Result is not null)
            {
                display.Say($"Gate {value}");
            }
        }
    }
}
