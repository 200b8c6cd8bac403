using AutonomousSdlc.QualityGates.Internal.Policies;

namespace AutonomousSdlc.QualityGates.Tests.Policies;

public sealed class SmallPolicyTests
{
    [Fact]
    public void A_fingerprint_depends_on_rule_path_content_and_occurrence_only()
    {
        var fingerprint = FingerprintPolicy.Compute("R", "a.cs", "int x = 1;", 0);

        fingerprint.ShouldMatch("^[0-9a-f]{64}$");
        FingerprintPolicy.Compute("R", "a.cs", "\tint  x=1 ;", 0).ShouldBe(fingerprint);
        FingerprintPolicy.Compute("S", "a.cs", "int x = 1;", 0).ShouldNotBe(fingerprint);
        FingerprintPolicy.Compute("R", "b.cs", "int x = 1;", 0).ShouldNotBe(fingerprint);
        FingerprintPolicy.Compute("R", "a.cs", "int x = 1;", 1).ShouldNotBe(fingerprint);
        FingerprintPolicy.Compute("Ra", ".cs", "int x = 1;", 0).ShouldNotBe(FingerprintPolicy.Compute("R", "a.cs", "int x = 1;", 0));
    }

    [Theory]
    [InlineData("/repo/src/A.cs", "src/A.cs")]
    [InlineData("./src/A.cs", "src/A.cs")]
    [InlineData("src/A.cs", "src/A.cs")]
    [InlineData("/repository/A.cs", "/repository/A.cs")]
    [InlineData("/A.cs", "/A.cs")]
    public void Paths_are_relative_to_the_root_when_they_lie_in_it(string path, string expected) =>
        ReportPath.Normalize(path, "/repo").ShouldBe(expected);

    [Fact]
    public void The_number_of_formatted_files_is_read_from_the_output()
    {
        FormatOutput.FilesLookedAt(RecordedText.Read("format-output.txt")).ShouldBe(10);
        FormatOutput.FilesLookedAt("Formatted code file 'Formatted 3 of 4 files.'").ShouldBeNull();
    }

    [Fact]
    public void Result_files_are_counted() =>
        TestOutput.ResultFiles("x\nResults File: /a.trx\r\n  Results File: /b.trx\nNo Results File: z").ShouldBe(2);

    [Fact]
    public void Frames_with_a_source_line_are_read_innermost_first()
    {
        const string Trace = """
               at Shouldly.Checks.ShouldBe() in /_/src/Shouldly/Checks.cs:line 40
               at System.Object.Invoke()
               at App.Tests.Adds() in /repo/tests/Adder Tests.cs:line 12
            """;

        StackTrace.Places(Trace).ShouldBe(
        [
            new FindingLocation("/_/src/Shouldly/Checks.cs") { StartLine = 40 },
            new FindingLocation("/repo/tests/Adder Tests.cs") { StartLine = 12 },
        ]);
    }

    [Fact]
    public void Messages_fit_on_a_line()
    {
        StackTrace.Shorten("a\n\n  b\r\nc").ShouldBe("a b c");
        StackTrace.Shorten(" ").ShouldBe("It failed without a message.");
        StackTrace.Shorten(new string('x', 5000)).Length.ShouldBe(1003);
        StackTrace.FirstLine("a b\nc").ShouldBe("a b");
    }
}
