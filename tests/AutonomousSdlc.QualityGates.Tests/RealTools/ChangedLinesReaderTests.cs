using AutonomousSdlc.QualityGates.Internal;
using AutonomousSdlc.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.QualityGates.Tests.RealTools;

public sealed class ChangedLinesReaderTests : IDisposable
{
    private static readonly ToolRunner Tools = new();

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ServerFact("git")]
    public async Task Changed_and_untracked_lines_are_new_relative_to_the_root()
    {
        await CommitAsync(("app/a.cs", "one\ntwo\nthree\n"), ("app/gone.cs", "x\n"), ("other/b.cs", "x\n"));
        _folder.Write("app/a.cs", "one\n2\nthree\nfour\n");
        _folder.Write("app/ünïcode name.cs", "new\n");
        _folder.Write("other/b.cs", "y\n");
        File.Delete(Path.Combine(_folder.FullPath, "app/gone.cs"));

        var changes = await ChangedLinesReader.ReadAsync(Tools, Path.Combine(_folder.FullPath, "app"), "HEAD", CancellationToken.None);

        changes.Files.Order(StringComparer.Ordinal).ShouldBe(["a.cs", "ünïcode name.cs"]);
        Enumerable.Range(1, 5).Where(line => changes.Contains(new FindingLocation("a.cs") { StartLine = line }, "/")).ShouldBe([2, 4]);
        changes.Contains(new FindingLocation("ünïcode name.cs") { StartLine = 1 }, "/").ShouldBeTrue();
    }

    [ServerFact("git")]
    public async Task Lines_are_compared_with_the_merge_base()
    {
        await CommitAsync(("a.cs", "one\n"));
        await GitAsync("checkout", "-q", "-b", "feature");
        await CommitAsync(("a.cs", "one\ntwo\n"));
        await GitAsync("checkout", "-q", "main");
        await CommitAsync(("a.cs", "one\nfrom main\n"));
        await GitAsync("checkout", "-q", "feature");

        var changes = await ChangedLinesReader.ReadAsync(Tools, _folder.FullPath, "main", CancellationToken.None);

        Enumerable.Range(1, 3).Where(line => changes.Contains(new FindingLocation("a.cs") { StartLine = line }, "/")).ShouldBe([2]);
    }

    [ServerFact("git")]
    public async Task An_unknown_revision_is_an_error_with_what_git_said()
    {
        await CommitAsync(("a.cs", "one\n"));

        var error = await Should.ThrowAsync<QualityGateException>(ChangedLinesReader.ReadAsync(Tools, _folder.FullPath, "no-such-branch", CancellationToken.None));

        error.Message.ShouldContain("no-such-branch");
        error.Message.ShouldContain("Scope = All");
    }

    [ServerFact("git")]
    public async Task Findings_of_a_run_over_new_code_know_whether_they_are_new()
    {
        await CommitAsync(("a.cs", "one\ntwo\n"));
        _folder.Write("a.cs", "one\n2\n");
        var services = new ServiceCollection().AddQualityGates(gates => gates.AddGate("lines", (context, _) =>
        {
            var findings = Enumerable.Range(1, 2).Select(line => new Finding("R", FindingLevel.Warning, "x") { Locations = [new FindingLocation("a.cs") { StartLine = line }] }).ToArray();
            return ValueTask.FromResult(GateResult.Failed($"{findings.Count(context.Counts)} count", findings));
        }));
        await using var provider = services.BuildServiceProvider();

        var report = await provider.GetRequiredService<IQualityGateEngine>().RunAsync(new QualityRun { Path = _folder.FullPath, Scope = GateScope.New });

        report.Gates.Single().Result.Summary.ShouldBe("1 count");
        report.Findings.Select(finding => finding.BaselineState).ShouldBe([BaselineState.Unchanged, BaselineState.New]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--output=/tmp/x")]
    public async Task A_revision_that_is_an_option_is_refused(string since) =>
        (await Should.ThrowAsync<QualityGateException>(ChangedLinesReader.ReadAsync(Tools, _folder.FullPath, since, CancellationToken.None))).Message.ShouldContain("not a git revision");

    private async Task CommitAsync(params (string Path, string Content)[] files)
    {
        if (!Directory.Exists(Path.Combine(_folder.FullPath, ".git")))
        {
            await GitAsync("init", "-q", "-b", "main");
        }

        foreach (var (path, content) in files)
        {
            _folder.Write(path, content);
        }

        await GitAsync("add", "-A");
        await GitAsync("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "x");
    }

    private async Task GitAsync(params string[] arguments) =>
        (await Tools.RunAsync(new ToolInvocation("git", arguments, _folder.FullPath), CancellationToken.None)).ExitCode.ShouldBe(0);
}
