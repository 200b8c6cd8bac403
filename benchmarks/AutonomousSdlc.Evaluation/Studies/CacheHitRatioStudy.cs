using System.CommandLine;
using AutonomousSdlc.Simulation.Caching;
using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Evaluation.Studies;

/// <summary>Hit ratios of eviction policies on recorded traces, simulated from an empty cache. Deterministic.</summary>
internal sealed class CacheHitRatioStudy : IStudy
{
    private const int QuickRequests = 200_000;

    private readonly Option<string?> _traces = new("--traces")
    {
        Description = $"Directory of traces named *{TraceReader.Extension}: gzip of one little-endian 64-bit key per request. Default: the project's own recordings.",
        HelpName = "DIR",
    };

    private readonly Option<string?> _capacities = new("--capacities")
    {
        Description = "Capacities as shares of the distinct keys, rounded down. Default: 0.02,0.1,0.4 from 20000 distinct keys upward, else 0.1,0.3,0.6.",
        HelpName = "0.02,0.1,0.4",
    };

    private readonly Option<string?> _policies = new("--policies")
    {
        Description = $"Policies to compare. Default: all of {string.Join(", ", ReplayPolicies.Names)}.",
        HelpName = "a,b",
    };

    public string Name => "cache-hit-ratio";

    public string Description => "Hit ratios of eviction policies on traces.";

    public IReadOnlyList<Option> Options => [_traces, _capacities, _policies];

    public StudyReport Run(StudyContext context, CancellationToken cancellationToken)
    {
        var shares = CapacityRule.Parse(context.Arguments.GetValue(_capacities));
        var policies = ParsePolicies(context.Arguments.GetValue(_policies));
        var files = TraceDirectory.Find(context.Arguments.GetValue(_traces));
        if (context.Quick)
        {
            context.Progress.Note($"--quick: the first {QuickRequests} requests of each trace, middle capacity only; not comparable with a full run.");
        }

        var report = new StudyReport("trace", "requests", "distinct", "capacity", "policy", "hitRatio", "loadsPerRequest")
        {
            PivotField = "policy",
            PivotValue = "hitRatio",
        };
        for (var file = 0; file < files.Count; file++)
        {
            context.Progress.Report(file + 1, files.Count, $"reading {TraceReader.NameOf(files[file])}");
            var trace = TraceReader.Read(files[file]);
            if (context.Quick)
            {
                trace = trace.Take(QuickRequests);
            }

            foreach (var capacity in Capacities(shares, trace, context.Quick))
            {
                foreach (var policy in policies)
                {
                    context.Progress.Report(file + 1, files.Count, $"{trace.Name}, capacity {capacity}, {policy}");
                    var replay = CacheReplay.Run(trace, ReplayPolicies.Find(policy)!(trace, capacity, context.Seed), cancellationToken);
                    report.Add(trace.Name, trace.Requests.Length, trace.Distinct, capacity, policy, replay.HitRatio, replay.LoadsPerRequest);
                }
            }
        }

        return report;
    }

    private static IReadOnlyList<int> Capacities(CapacityRule shares, DenseTrace trace, bool quick)
    {
        var capacities = shares.For(trace.Distinct);
        return quick ? [capacities[capacities.Count / 2]] : capacities;
    }

    private static IReadOnlyList<string> ParsePolicies(string? argument)
    {
        if (argument is null)
        {
            return ReplayPolicies.Names;
        }

        var names = argument.Split(',', StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToArray();
        var unknown = names.Where(name => ReplayPolicies.Find(name) is null).ToArray();
        if (unknown.Length > 0)
        {
            throw new BadInputException($"--policies: unknown policy '{string.Join("', '", unknown)}'; choose among {string.Join(", ", ReplayPolicies.Names)}, separated by commas.");
        }

        return names;
    }
}
