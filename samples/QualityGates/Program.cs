using AutonomousSdlc.QualityGates;
using Microsoft.Extensions.DependencyInjection;
using Samples.QualityGates;

// Usage: dotnet run --project samples/QualityGates [-- PATH [REPORT.sarif|REPORT.json|REPORT.md]]
// Without a path, the gates run on a tiny solution that is written to the temporary folder.
using var tiny = args.Length == 0 ? TinyRepository.Create() : null;
var path = tiny?.Path ?? args[0];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, signal) =>
{
    signal.Cancel = true;
    stop.Cancel();
};

try
{
    #region readme-run
    var services = new ServiceCollection();
    services.AddQualityGates(gates => gates.AddDotNetDefaults().AddGate<LicenceHeaderGate>());
    await using var provider = services.BuildServiceProvider();

    var engine = provider.GetRequiredService<IQualityGateEngine>();
    var report = await engine.RunAsync(new QualityRun { Path = path }, new ConsoleProgress(), stop.Token);
    Console.WriteLine($"{report.Outcome} after {report.Duration.TotalSeconds:0.0} s");
    #endregion

    ReportPrinter.Print(report);
    if (args.Length > 1)
    {
        await ReportPrinter.WriteAsync(provider.GetServices<IQualityReportWriter>(), report, args[1], stop.Token);
    }

    return report.Succeeded ? 0 : 1;
}
catch (QualityGateException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped; the tools that were running are gone.");
    return 130;
}
