using System.Text.Json;
using AutonomousSdlc.Simulation.Caching;
using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Simulation.Tests.Evaluation;

public sealed class CacheHitRatioStudyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Writes_flat_json_rows_under_the_names_of_the_contract()
    {
        WriteLoop("loop", distinct: 10, requests: 100);

        var rows = await RunAsync("--capacities", "0.25,1", "--policies", "lru,belady");

        rows.Select(row => string.Join(' ', row.EnumerateObject().Select(field => field.Name))).Distinct()
            .ShouldBe(["trace requests distinct capacity policy hitRatio loadsPerRequest"]);
        rows.Select(row => $"{row.GetProperty("trace").GetString()} {row.GetProperty("requests").GetInt64()} {row.GetProperty("distinct").GetInt32()} {row.GetProperty("capacity").GetInt32()} {row.GetProperty("policy").GetString()}")
            .ShouldBe(["loop 100 10 2 lru", "loop 100 10 2 belady", "loop 100 10 10 lru", "loop 100 10 10 belady"]);
        rows[0].GetProperty("hitRatio").GetDouble().ShouldBe(0);
        rows[1].GetProperty("hitRatio").GetDouble().ShouldBe(0.18);
        rows[1].GetProperty("loadsPerRequest").GetDouble().ShouldBe(0.82);
        rows[2].GetProperty("hitRatio").GetDouble().ShouldBe(0.9);
    }

    [Theory]
    [InlineData(1011, "101 303 606")]
    [InlineData(1000, "100 300 600")]
    [InlineData(19_999, "1999 5999 11999")]
    [InlineData(20_000, "400 2000 8000")]
    [InlineData(36_815, "736 3681 14726")]
    public async Task Chooses_capacities_by_the_number_of_distinct_keys(int distinct, string capacities)
    {
        WriteLoop("loop", distinct, requests: distinct);

        var rows = await RunAsync("--policies", "fifo");

        string.Join(' ', rows.Select(row => row.GetProperty("capacity").GetInt32())).ShouldBe(capacities);
    }

    [Fact]
    public async Task Never_rounds_a_capacity_to_nothing_and_tries_each_once()
    {
        WriteLoop("loop", distinct: 4, requests: 8);

        var rows = await RunAsync("--policies", "fifo");

        rows.Select(row => row.GetProperty("capacity").GetInt32()).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Compares_every_policy_by_default_in_one_column_each()
    {
        WriteLoop("b-loop", distinct: 10, requests: 30);
        WriteLoop("a-loop", distinct: 20, requests: 60);

        var run = await EvaluationRun.StartAsync("cache-hit-ratio", "--traces", _directory.Root);

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        var lines = run.Output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Cells(lines[0]).ShouldBe(["trace", "requests", "distinct", "capacity", .. ReplayPolicies.Names]);
        lines.Skip(1).Select(line => string.Join(' ', Cells(line).Take(4)))
            .ShouldBe(["a-loop 60 20 2", "a-loop 60 20 6", "a-loop 60 20 12", "b-loop 30 10 1", "b-loop 30 10 3", "b-loop 30 10 6"]);
    }

    [Fact]
    public async Task Quick_replays_a_prefix_at_one_capacity_and_says_so()
    {
        WriteLoop("long", distinct: 1000, requests: 250_000);

        var run = await EvaluationRun.StartAsync("cache-hit-ratio", "--traces", _directory.Root, "--quick", "--policies", "lru");

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldContain("not comparable with a full run");
        Cells(run.Output.Split(Environment.NewLine)[1]).ShouldBe(["long", "200000", "1000", "300", "0.0000"]);
    }

    private async Task<IReadOnlyList<JsonElement>> RunAsync(params string[] arguments)
    {
        var json = _directory.File("rows.json");
        var run = await EvaluationRun.StartAsync(["cache-hit-ratio", "--traces", _directory.Root, "--json", json, .. arguments]);
        run.ExitCode.ShouldBe(0, run.Error);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    private void WriteLoop(string name, int distinct, int requests) =>
        TraceWriter.Write(_directory.File(name + TraceReader.Extension), Enumerable.Range(0, requests).Select(i => (ulong)(i % distinct)));

    private static string[] Cells(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
