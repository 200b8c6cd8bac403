using AutonomousSdlc.QualityGates.Internal.Policies;

namespace AutonomousSdlc.QualityGates.Tests.Policies;

public sealed class MSBuildDiagnosticParserTests
{
    [Fact]
    public void Reads_a_recorded_log()
    {
        var findings = MSBuildDiagnosticParser.Parse(File.ReadLines(RecordedText.PathOf("build-diagnostics.log")));

        findings.Select(finding => (finding.Level, finding.RuleId, finding.Location?.ToString())).ShouldBe(
        [
            (FindingLevel.Error, "CS0103", "/repo/src/App/Oops.cs(1,68)"),
            (FindingLevel.Warning, "CS0169", "/repo/src/App/Oops.cs(1,93)"),
            (FindingLevel.Error, "MSB4019", "/repo/src/App/App.csproj(1,34)"),
            (FindingLevel.Error, "NU1004", "/repo/tests/App.Tests/App.Tests.csproj"),
            (FindingLevel.Error, "NU1101", "/repo/tests/App.Tests/App.Tests.csproj"),
        ]);
        findings[0].Message.Text.ShouldBe("The name 'nope' does not exist in the current context");
        findings[0].Properties["projects"].ShouldBe("App.csproj");
        findings[3].Message.Text.ShouldContain("[3.1.5, ) to [3.1.4, )");
    }

    [Theory]
    [InlineData(@"C:\repo\A.cs(3,7): error CS1002: ; expected [C:\repo\A.csproj]", "CS1002", 3, 7)]
    [InlineData(@"/repo/A (1).cs(3,7,4,9): warning CA1822: Member 'X' does not: access [/repo/A.csproj::TargetFramework=net10.0]", "CA1822", 3, 7)]
    [InlineData("/repo/A.cs(3): warning AB12: text", "AB12", 3, 0)]
    [InlineData("/repo/A.cs(3-5): warning AB12: text", "AB12", 3, 0)]
    [InlineData("/repo/A.cs(3,7-9): warning AB12: text", "AB12", 3, 7)]
    [InlineData("  1>/repo/A.cs(3,7): warning AB12: text", "AB12", 3, 7)]
    [InlineData("/repo/A.resx : fatal error RG0000: text", "RG0000", 0, 0)]
    [InlineData("/repo/A.txt(3,7): error : something else", "MSBUILD", 3, 7)]
    public void Reads_the_canonical_forms(string line, string rule, int startLine, int startColumn)
    {
        var finding = MSBuildDiagnosticParser.Parse([line]).Single();

        finding.RuleId.ShouldBe(rule);
        finding.Location!.StartLine.ShouldBe(startLine);
        finding.Location.StartColumn.ShouldBe(startColumn);
        finding.Location.Path.ShouldNotContain("(3");
    }

    [Theory]
    [InlineData("MSBUILD : error MSB1009: Project file does not exist.", "MSB1009")]
    [InlineData("CSC : warning CS2008: No source files specified.", "CS2008")]
    [InlineData("error MSB4025: The project file could not be loaded.", "MSB4025")]
    public void A_tool_is_no_place(string line, string rule)
    {
        var finding = MSBuildDiagnosticParser.Parse([line]).Single();

        finding.RuleId.ShouldBe(rule);
        finding.Location.ShouldBeNull();
    }

    [Fact]
    public void A_diagnostic_without_a_file_belongs_to_its_project() =>
        MSBuildDiagnosticParser.Parse(["CSC : warning CS2008: No source files specified. [/repo/A.csproj]"]).Single().Location!.Path.ShouldBe("/repo/A.csproj");

    [Fact]
    public void The_same_diagnostic_of_two_target_frameworks_is_one_finding()
    {
        var finding = MSBuildDiagnosticParser.Parse(
        [
            "/repo/A.cs(1,2): warning CS1: x [/repo/A.csproj::TargetFramework=net9.0]",
            "/repo/A.cs(1,2): warning CS1: x [/repo/A.csproj::TargetFramework=net10.0]",
            "/repo/A.cs(1,2): warning CS1: x [/repo/B.csproj]",
        ]).Single();

        finding.Properties["projects"].ShouldBe("A.csproj;B.csproj");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  App -> /repo/bin/App.dll")]
    [InlineData("Build succeeded.")]
    [InlineData("    0 Error(s)")]
    [InlineData("terrorism: warnings: none")]
    public void Other_lines_are_no_findings(string line) => MSBuildDiagnosticParser.Parse([line]).ShouldBeEmpty();

    [Fact]
    public void Arbitrary_text_is_read_without_failing()
    {
        const int Seed = 4711;
        var random = new Random(Seed);
        const string Alphabet = "ab(),:;[]-> 0123456789errorwarning\\/.\t";
        for (var i = 0; i < 2000; i++)
        {
            var line = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            Should.NotThrow(() => MSBuildDiagnosticParser.Parse([line]), $"seed {Seed}: {line}");
        }
    }
}
