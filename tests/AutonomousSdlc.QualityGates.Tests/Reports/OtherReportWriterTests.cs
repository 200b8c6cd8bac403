using System.Text;
using System.Text.Json;

namespace AutonomousSdlc.QualityGates.Tests.Reports;

public sealed class OtherReportWriterTests
{
    [Fact]
    public async Task The_json_report_carries_verdict_reasons_and_figures()
    {
        using var document = JsonDocument.Parse(await WriteAsync(new JsonReportWriter()));
        var root = document.RootElement;

        root.GetProperty("version").GetInt32().ShouldBe(1);
        root.GetProperty("outcome").GetString().ShouldBe("failed");
        root.GetProperty("succeeded").GetBoolean().ShouldBeFalse();
        root.GetProperty("scope").GetString().ShouldBe("new");
        root.GetProperty("durationSeconds").GetDouble().ShouldBe(12.346);
        var gates = root.GetProperty("gates").EnumerateArray().ToArray();
        gates[0].GetProperty("metrics").GetProperty("build.errors").GetDouble().ShouldBe(2);
        gates[0].GetProperty("findings")[0].GetProperty("line").GetInt32().ShouldBe(3);
        gates[0].GetProperty("findings")[2].TryGetProperty("path", out _).ShouldBeFalse();
        gates[1].GetProperty("blockedBy")[0].GetString().ShouldBe("build");
        gates[2].GetProperty("error").GetString().ShouldBe("System.Exception");
        gates[2].GetProperty("required").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task The_markdown_report_has_a_table_and_lets_no_message_become_markup()
    {
        var text = await WriteAsync(new MarkdownReportWriter());

        text.ShouldStartWith("# Quality gates: Failed\n\nThe code must not go on. 3 gates in 12.3 s.\n");
        text.ShouldContain("| Build | Failed | 2.5 s | 2 errors \\| &lt;script> |");
        text.ShouldContain("| Style (advisory) | Inconclusive | 0.0 s | crashed |");
        text.ShouldContain("- To do: Fix \\`it\\`.");
        text.ShouldContain("- error `src/My App/A#.cs(3,7)` CS1002: ; expected");
        text.ShouldNotContain("\r");
    }

    [Fact]
    public async Task A_long_list_of_findings_is_cut()
    {
        var report = SampleReport.Create();
        var many = report with
        {
            Gates = [new GateReport(new GateDescriptor("many"), GateResult.Failed("many", [.. Enumerable.Range(0, 60).Select(i => new Finding("R", FindingLevel.Note, $"a\nb{i}"))]))],
        };

        var text = await WriteAsync(new MarkdownReportWriter(), many);

        text.ShouldContain("- and 10 more");
        text.ShouldContain("a b49");
        text.ShouldNotContain("a b50");
    }

    [Fact]
    public void Formats_have_names() =>
        new IQualityReportWriter[] { new JsonReportWriter(), new MarkdownReportWriter(), new SarifReportWriter() }.Select(writer => writer.Format).ShouldBe(["json", "markdown", "sarif"]);

    private static async Task<string> WriteAsync(IQualityReportWriter writer, QualityReport? report = null)
    {
        using var stream = new MemoryStream();
        await writer.WriteAsync(report ?? SampleReport.Create(), stream);
        stream.CanWrite.ShouldBeTrue();
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
