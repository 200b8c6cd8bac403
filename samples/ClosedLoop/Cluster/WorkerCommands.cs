using System.Globalization;
using AutonomousSdlc.Deployment;
using ClosedLoop.Release;

namespace ClosedLoop.Cluster;

/// <summary>How the worker processes of each version are started.</summary>
internal sealed class WorkerCommands(Uri store, ServiceCopy source, int cacheCapacity, int seed)
{
    private const string Program = "ClosedLoop.Service.dll";

    /// <summary>
    /// Version 1 runs from our own output; later versions from the output of the gates. Version 3 has a defect that it does
    /// not tell anybody about.
    /// </summary>
    public LocalProcessCommand For(SlotSpecification specification) => new()
    {
        FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet",
        Arguments = ["exec", specification.Version == "1" ? Path.Combine(AppContext.BaseDirectory, Program) : source.Assembly],
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["LOOP_PORT"] = "{port}",
            ["LOOP_WORKER"] = $"{specification.Slot}-{specification.Version}-{{instance}}",
            ["LOOP_VERSION"] = specification.Version,
            ["LOOP_STORE"] = store.AbsoluteUri,
            ["LOOP_CACHE_CAPACITY"] = Text(cacheCapacity),
            ["LOOP_WORK_MILLISECONDS"] = Text(LoopSettings.WorkMilliseconds),
            ["LOOP_DEFECT_PERCENT"] = Text(specification.Version == "3" ? LoopSettings.DefectPercent : 0),
            ["LOOP_SEED"] = Text(seed),
            // Workers are many and short-lived: start fast and stay small.
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_gcServer"] = "0",
            ["DOTNET_GCHeapCount"] = "1",
        },
    };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
