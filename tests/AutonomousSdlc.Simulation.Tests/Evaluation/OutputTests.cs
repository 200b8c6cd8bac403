using AutonomousSdlc.Evaluation.Output;
using AutonomousSdlc.Evaluation.Studies;
using AutonomousSdlc.Testing;

namespace AutonomousSdlc.Simulation.Tests.Evaluation;

public sealed class OutputTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_table_aligns_numbers_right_and_text_left()
    {
        var report = new StudyReport("name", "count", "ratio");
        report.Add("a", 5, 0.5);
        report.Add("longer", 1234567L, double.NaN);

        Render(report).ShouldBe(["name      count   ratio", "a             5  0.5000", "longer  1234567       -"]);
    }

    [Fact]
    public void A_pivoted_table_leaves_a_dash_where_there_is_no_row()
    {
        var report = new StudyReport("trace", "policy", "hitRatio") { PivotField = "policy", PivotValue = "hitRatio" };
        report.Add("x", "lru", 0.25);
        report.Add("x", "arc", 0.5);
        report.Add("y", "arc", 1.0);

        Render(report).ShouldBe(["trace     lru     arc", "x      0.2500  0.5000", "y           -  1.0000"]);
    }

    [Fact]
    public void Json_keeps_types_and_writes_null_for_what_is_not_a_number()
    {
        var report = new StudyReport("text", "flag", "int", "long", "double", "unknown");
        report.Add("a\"b", true, 1, 5_000_000_000L, 0.125, double.PositiveInfinity);
        var file = _directory.File("rows.json");

        JsonRows.Write(report, file);

        File.ReadAllText(file).ReplaceLineEndings(string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal)
            .ShouldBe("[{\"text\":\"a\\u0022b\",\"flag\":true,\"int\":1,\"long\":5000000000,\"double\":0.125,\"unknown\":null}]");
        Directory.GetFiles(_directory.Root).ShouldBe([file]);
    }

    [Fact]
    public void Json_refuses_values_that_are_not_flat()
    {
        var report = new StudyReport("list");
        report.Add(new[] { 1 });

        Should.Throw<NotSupportedException>(() => JsonRows.Write(report, _directory.File("rows.json")));
    }

    [Fact]
    public void A_row_must_fit_the_fields()
    {
        var report = new StudyReport("a", "b");

        Should.Throw<ArgumentException>(() => report.Add(1)).Message.ShouldContain("1 values does not fit 2 fields");
        Should.Throw<ArgumentException>(() => report.IndexOf("c"));
    }

    [Fact]
    public void Progress_is_silent_for_two_seconds_and_then_names_the_step_it_is_in()
    {
        var time = new ManualTimeProvider();
        var lines = new List<string>();
        using (var progress = new ProgressLine(lines.Add, time, TimeSpan.FromSeconds(2)))
        {
            progress.Report(1, 3, "first");
            time.Advance(TimeSpan.FromSeconds(1.9));
            progress.Report(2, 3, "second");
            lines.ShouldBeEmpty();

            time.Advance(TimeSpan.FromSeconds(0.2));
            lines.ShouldBe(["[2 s] 2/3 second"]);

            time.Advance(TimeSpan.FromSeconds(2));
            lines.Count.ShouldBe(2);
        }

        time.Advance(TimeSpan.FromSeconds(10));
        lines.Count.ShouldBe(2);
    }

    [Fact]
    public void Progress_without_a_step_says_nothing()
    {
        var time = new ManualTimeProvider();
        var lines = new List<string>();
        using var progress = new ProgressLine(lines.Add, time, TimeSpan.FromSeconds(2));

        time.Advance(TimeSpan.FromSeconds(5));

        lines.ShouldBeEmpty();
    }

    private static string[] Render(StudyReport report)
    {
        using var output = new StringWriter();
        TextTable.Write(report, output);
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
