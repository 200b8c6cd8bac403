namespace AutonomousSdlc.QualityGates.Tests.Engine;

public sealed class FindingFinisherTests
{
    [Fact]
    public async Task Findings_get_relative_paths_fingerprints_and_an_order()
    {
        await using var harness = new EngineHarness(gates => gates.AddGate("find", (context, _) =>
        {
            File.WriteAllText(Path.Combine(context.RootPath, "b.cs"), "one\n  two\ntwo\n");
            return ValueTask.FromResult(GateResult.Failed(
                "found",
                At("R", FindingLevel.Warning, Path.Combine(context.RootPath, "b.cs"), 3),
                At("R", FindingLevel.Warning, "b.cs", 2),
                At("R", FindingLevel.Error, "missing.cs", 9),
                new Finding("R", FindingLevel.Note, "no place")));
        }));

        var findings = (await harness.RunAsync()).Findings.ToArray();

        findings.Select(finding => finding.Location?.ToString()).ShouldBe(["missing.cs(9,1)", "b.cs(2,1)", "b.cs(3,1)", null]);
        findings.Select(finding => finding.Fingerprint).Distinct(StringComparer.Ordinal).Count().ShouldBe(4);
        findings.ShouldAllBe(finding => finding.Fingerprint!.Length == 64 && finding.BaselineState == null);
    }

    [Fact]
    public async Task Fingerprints_survive_lines_inserted_above_and_other_spacing()
    {
        async Task<string> FingerprintOf(string content, int line)
        {
            await using var harness = new EngineHarness(gates => gates.AddGate("find", (context, _) =>
            {
                File.WriteAllText(Path.Combine(context.RootPath, "a.cs"), content);
                return ValueTask.FromResult(GateResult.Failed("found", At("R", FindingLevel.Error, "a.cs", line)));
            }));
            return (await harness.RunAsync()).Findings.Single().Fingerprint!;
        }

        var original = await FingerprintOf("int x = 1;\n", 1);

        (await FingerprintOf("// new\n\n    int  x = 1;\n", 3)).ShouldBe(original);
        (await FingerprintOf("int x = 2;\n", 1)).ShouldNotBe(original);
    }

    [Fact]
    public async Task The_report_keeps_the_worst_findings_and_says_how_many_it_left_out()
    {
        await using var harness = new EngineHarness(
            gates => gates.AddGate("many", (_, _) => ValueTask.FromResult(GateResult.Failed(
                "many",
                [.. Enumerable.Range(1, 20).Select(line => At("R", line == 15 ? FindingLevel.Error : FindingLevel.Note, "a.cs", line))]))),
            options => options.MaxFindingsPerGate = 5);

        var result = (await harness.RunAsync()).Gates.Single().Result;

        result.Findings.Count.ShouldBe(5);
        result.Findings[0].Level.ShouldBe(FindingLevel.Error);
        result.Suggestions.Single().ShouldBe("15 further findings are not listed. Raise MaxFindingsPerGate to see them.");
        harness.Logs.WithEvent(5008).Count.ShouldBe(1);
    }

    private static Finding At(string rule, FindingLevel level, string path, int line) =>
        new(rule, level, "text") { Locations = [new FindingLocation(path) { StartLine = line }] };
}
