using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Simulation.Tests.Evaluation;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("cache-throughput --threads 1,2")]
    [InlineData("faults --environments file --seeds 3")]
    [InlineData("failure-prediction --environments file --seeds 3")]
    [InlineData("anomaly --corpus dir")]
    [InlineData("load-balancing --scenarios file --seeds 3")]
    [InlineData("forecast --series dir")]
    [InlineData("autoscale --demand dir --startup 30s")]
    [InlineData("canary --runs 5 --scenarios file")]
    [InlineData("gates --corpus dir --seed 4 --quick")]
    public async Task A_study_that_is_not_built_exits_with_3_and_says_so(string arguments)
    {
        var run = await EvaluationRun.StartAsync(arguments.Split(' '));

        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain($"'{arguments.Split(' ')[0]}' is not built yet");
        run.Output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "Required command was not provided")]
    [InlineData("cache-hit-rate", "cache-hit-rate")]
    [InlineData("cache-hit-ratio --trace x", "--trace")]
    [InlineData("cache-hit-ratio --seed many", "many")]
    [InlineData("faults --seeds few", "few")]
    [InlineData("cache-hit-ratio --policies", "--policies")]
    public async Task A_command_line_that_cannot_be_parsed_exits_with_2(string arguments, string named)
    {
        var run = await EvaluationRun.StartAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(named);
        run.Error.ShouldContain("Studies: cache-hit-ratio, cache-throughput");
    }

    [Theory]
    [InlineData("--policies lru,gdsf,mru", "unknown policy 'gdsf', 'mru'; choose among adaptive, tinylfu, lru")]
    [InlineData("--policies lru,", "unknown policy ''")]
    [InlineData("--capacities 0.1,200", "'200' is not a share")]
    [InlineData("--capacities 0", "'0' is not a share")]
    [InlineData("--capacities -0.1", "'-0.1' is not a share")]
    [InlineData("--capacities ten", "'ten' is not a share")]
    [InlineData("--traces /no/such/directory", "/no/such/directory: does not exist")]
    public async Task A_bad_argument_exits_with_2_and_names_the_remedy(string arguments, string message)
    {
        var run = await EvaluationRun.StartAsync(["cache-hit-ratio", .. arguments.Split(' ')]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(message);
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_directory_without_traces_exits_with_2()
    {
        var run = await EvaluationRun.StartAsync("cache-hit-ratio", "--traces", _directory.Root);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain($"{_directory.Root}: holds no file named *.u64.gz");
    }

    [Fact]
    public async Task A_file_given_as_directory_exits_with_2()
    {
        var file = _directory.File("a.u64.gz");
        TraceWriter.Write(file, [1]);

        var run = await EvaluationRun.StartAsync("cache-hit-ratio", "--traces", file);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("is a file; give a directory");
    }

    [Fact]
    public async Task A_damaged_trace_exits_with_2_and_names_file_and_cause()
    {
        TraceWriter.Write(_directory.File("a.u64.gz"), [1, 2, 3]);
        var damaged = _directory.File("b.u64.gz");
        await File.WriteAllTextAsync(damaged, "not gzip");

        var run = await EvaluationRun.StartAsync("cache-hit-ratio", "--traces", _directory.Root, "--json", _directory.File("rows.json"));

        run.ExitCode.ShouldBe(2);
        run.Error.Trim().ShouldBe($"{damaged}: is not gzip (its first bytes are not 1F 8B); expected gzip of little-endian 64-bit keys.");
        run.Output.ShouldBeEmpty();
        File.Exists(_directory.File("rows.json")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_unusable_json_file_exits_with_2_before_the_study_runs()
    {
        var inMissing = await EvaluationRun.StartAsync("cache-hit-ratio", "--json", Path.Combine(_directory.Root, "no", "rows.json"));
        var isDirectory = await EvaluationRun.StartAsync("cache-hit-ratio", "--json", _directory.Root);

        inMissing.ExitCode.ShouldBe(2);
        inMissing.Error.ShouldContain("does not exist; create it first");
        isDirectory.ExitCode.ShouldBe(2);
        isDirectory.Error.ShouldContain("is no file name");
    }

    [Fact]
    public async Task Help_lists_every_study_and_exits_with_0()
    {
        var run = await EvaluationRun.StartAsync("--help");

        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("cache-hit-ratio");
        run.Output.ShouldContain("gates");
    }
}
