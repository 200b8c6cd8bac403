using System.Text.Json;

namespace AutonomousSdlc.Simulation.Tests.Evaluation;

public sealed class GuardOverheadStudyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Writes_a_row_per_workload_thread_count_and_contender_under_the_names_of_the_contract()
    {
        var json = _directory.File("rows.json");
        var run = await EvaluationRun.StartAsync("guard-overhead", "--quick", "--json", json);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Error.ShouldContain("not comparable with a full run");
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        var rows = document.RootElement.EnumerateArray().ToList();

        rows.Select(row => string.Join(' ', row.EnumerateObject().Select(field => field.Name))).Distinct()
            .ShouldBe(["workload contender threads rounds cpuNanosecondsPerOperation nanosecondsPerOperation minimum maximum bytesPerOperation ratioToFirst"]);
        rows.Where(row => row.GetProperty("threads").GetInt32() == 2).Select(Name).ShouldBe(
        [
            "sync polly-chain", "sync guard", "sync direct",
            "async-completed polly-chain", "async-completed guard", "async-completed direct",
            "async-yield polly-chain", "async-yield guard", "async-yield direct",
            "reject polly-chain", "reject polly-breaker", "reject guard",
        ]);
        rows.Count.ShouldBe(24);
        rows.ShouldAllBe(row => row.GetProperty("rounds").GetInt32() == 3
            && row.GetProperty("cpuNanosecondsPerOperation").GetDouble() > 0
            && row.GetProperty("nanosecondsPerOperation").GetDouble() > 0);
        rows.Where(row => row.GetProperty("contender").GetString() == "polly-chain").ShouldAllBe(row => row.GetProperty("ratioToFirst").GetDouble() == 1);

        static string Name(JsonElement row) => $"{row.GetProperty("workload").GetString()} {row.GetProperty("contender").GetString()}";
    }
}
