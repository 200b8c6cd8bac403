using BenchmarkDotNet.Running;

var summaries = BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args).ToList();

// A switcher that ran nothing or whose benchmarks threw still returns normally, so a smoke run would pass unseen.
var onlyAsked = args.Any(argument => argument is "--list" or "--help" or "--info" or "--version");
if (summaries.Count == 0 && !onlyAsked)
{
    Console.Error.WriteLine("No benchmark ran. Name some with --filter, for example --filter '*Eviction*'; --list flat shows all.");
    return 1;
}

return summaries.Exists(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
