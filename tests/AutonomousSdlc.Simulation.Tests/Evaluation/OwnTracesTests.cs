using System.Globalization;
using System.Text.Json;
using AutonomousSdlc.Evaluation.Studies;
using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Simulation.Tests.Evaluation;

/// <summary>
/// The study on the recordings under benchmarks/traces. A policy that changes on purpose changes own-traces.tsv and the table
/// in docs/evidence/README.md with it.
/// </summary>
public sealed class OwnTracesTests
{
    private const int SizeLimitBytes = 1_000_000;

    [Fact]
    public async Task The_study_finds_exactly_the_committed_hits()
    {
        using var directory = new TemporaryDirectory();
        var json = directory.File("rows.json");

        var run = await EvaluationRun.StartAsync("cache-hit-ratio", "--json", json);

        run.ExitCode.ShouldBe(0, run.Error);
        using var rows = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        string.Join('\n', rows.RootElement.EnumerateArray().Select(Line)).ShouldBe(string.Join('\n', ReadTable("own-traces.tsv")));
    }

    [Fact]
    public void The_recordings_are_those_of_the_manifest()
    {
        var traces = TraceDirectory.Find(null).Select(file => TraceReader.Read(file));

        traces.Select(trace => $"{trace.Name}\t{trace.Requests.Length}\t{trace.Distinct}")
            .ShouldBe(ReadTable("manifest.tsv").Select(line => string.Join('\t', line.Split('\t').Take(3))));
    }

    [Fact]
    public void The_recordings_stay_small() =>
        TraceDirectory.Find(null).Sum(file => new FileInfo(file).Length).ShouldBeLessThan(SizeLimitBytes);

    private static string Line(JsonElement row)
    {
        var requests = row.GetProperty("requests").GetInt64();
        var hits = row.GetProperty("hitRatio").GetDouble() * requests;
        Math.Round(hits).ShouldBe(hits, 1e-6);
        row.GetProperty("loadsPerRequest").GetDouble().ShouldBe(1 - row.GetProperty("hitRatio").GetDouble(), 1e-12);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{row.GetProperty("trace").GetString()}\t{requests}\t{row.GetProperty("capacity").GetInt32()}\t{row.GetProperty("policy").GetString()}\t{Math.Round(hits)}");
    }

    private static string[] ReadTable(string name) => [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "own-traces", name)).Skip(1)];
}
