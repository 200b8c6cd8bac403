using AutonomousSdlc.QualityGates.Internal;

namespace AutonomousSdlc.QualityGates.Tests.RealTools;

public sealed class ToolRunnerTests
{
    private static readonly ToolRunner Runner = new();

    [Fact]
    public async Task Exit_code_and_output_of_a_real_program_come_back()
    {
        var lines = new List<string>();
        var result = await Runner.RunAsync(
            new ToolInvocation("dotnet", ["--list-sdks"], Path.GetTempPath()) { OnOutputLine = lines.Add },
            CancellationToken.None);

        result.ExitCode.ShouldBe(0);
        result.Truncated.ShouldBeFalse();
        lines.Count.ShouldBeGreaterThan(0);
        result.StandardOutput.Trim().ShouldBe(string.Join(Environment.NewLine, lines).Trim());
    }

    [Fact]
    public async Task A_missing_program_is_named_with_its_remedy()
    {
        var error = await Should.ThrowAsync<ToolNotFoundException>(Runner.RunAsync(
            new ToolInvocation("no-such-tool-here", [], Path.GetTempPath()) { Remedy = "Install it." },
            CancellationToken.None));

        error.Tool.ShouldBe("no-such-tool-here");
        error.Remedy.ShouldBe("Install it.");
        error.Message.ShouldBe("The tool 'no-such-tool-here' cannot be started. Install it.");
    }

    [Fact]
    public async Task A_file_that_is_no_program_counts_as_missing()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("not-executable", "text");

        await Should.ThrowAsync<ToolNotFoundException>(Runner.RunAsync(new ToolInvocation(file, [], folder.FullPath), CancellationToken.None));
    }
}
