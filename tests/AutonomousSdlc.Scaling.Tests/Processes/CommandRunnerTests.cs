using System.Diagnostics;
using System.Globalization;
using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Scaling.Tests.Processes;

public sealed class CommandRunnerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Collects_output_error_and_exit_code()
    {
        var result = await CommandRunner.RunAsync(Shell.Start("echo out; echo err >&2; exit 3"), Long, 1000, CancellationToken.None);

        result.ExitCode.ShouldBe(3);
        result.StandardOutput.ShouldBe("out\n");
        result.StandardError.ShouldBe("err\n");
        result.Succeeded.ShouldBeFalse();
        result.TimedOut.ShouldBeFalse();
        result.OutputTruncated.ShouldBeFalse();
        result.Elapsed.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public async Task Passes_arguments_environment_and_directory_unchanged()
    {
        var directory = Directory.CreateTempSubdirectory("command-runner-");
        try
        {
            var start = new ChildProcessStart
            {
                FileName = "sh",
                Arguments = ["-c", "printf '%s|%s|%s' \"$1\" \"$NOTE\" \"$(pwd)\"", "sh", "a 'b' \"c\" $HOME;\n*"],
                Environment = new Dictionary<string, string?> { ["NOTE"] = "x y\n$z" },
                WorkingDirectory = directory.FullName,
            };

            var result = await CommandRunner.RunAsync(start, Long, 10_000, CancellationToken.None);

            result.StandardOutput.ShouldBe($"a 'b' \"c\" $HOME;\n*|x y\n$z|{directory.FullName}");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Keeps_variable_names_that_a_shell_would_drop()
    {
        var start = new ChildProcessStart
        {
            FileName = "env",
            Environment = new Dictionary<string, string?> { ["Logging:Level.Default"] = "Debug" },
        };

        var result = await CommandRunner.RunAsync(start, Long, 100_000, CancellationToken.None);

        result.StandardOutput.Split('\n').ShouldContain("Logging:Level.Default=Debug");
    }

    [Fact]
    public async Task A_null_value_removes_a_variable()
    {
        var start = Shell.Start("echo \"[$PATH_REMOVED]\"") with
        {
            Environment = new Dictionary<string, string?> { ["PATH_REMOVED"] = null },
        };

        var result = await CommandRunner.RunAsync(start, Long, 1000, CancellationToken.None);

        result.StandardOutput.ShouldBe("[]\n");
    }

    [Fact]
    public async Task The_child_reads_an_empty_standard_input()
    {
        var result = await CommandRunner.RunAsync(Shell.Start("cat; echo done"), Long, 1000, CancellationToken.None);

        result.StandardOutput.ShouldBe("done\n");
    }

    [Fact]
    public async Task Output_beyond_the_limit_is_dropped_and_said()
    {
        var result = await CommandRunner.RunAsync(Shell.Start("head -c 300000 /dev/zero | tr '\\0' x; echo e >&2"), Long, 1000, CancellationToken.None);

        result.StandardOutput.ShouldBe(new string('x', 1000));
        result.StandardError.ShouldBe("e\n");
        result.OutputTruncated.ShouldBeTrue();
        result.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_timeout_kills_the_command_and_everything_it_started()
    {
        var result = await CommandRunner.RunAsync(Shell.Start("sleep 321 & echo $!; wait"), TimeSpan.FromMilliseconds(300), 1000, CancellationToken.None);

        result.TimedOut.ShouldBeTrue();
        result.Succeeded.ShouldBeFalse();
        result.ExitCode.ShouldBe(137);
        var grandchild = int.Parse(result.StandardOutput, CultureInfo.InvariantCulture);
        await Eventually.BecomesTrueAsync(() => !Shell.IsAlive(grandchild), "the grandchild ended");
    }

    [Fact]
    public async Task Cancellation_kills_the_command_and_throws()
    {
        using var cancel = new CancellationTokenSource();
        var pid = new TaskCompletionSource<int>();
        var start = Shell.Start("echo $$; exec sleep 321") with
        {
            OutputLine = line => pid.TrySetResult(int.Parse(line, CultureInfo.InvariantCulture)),
        };

        var running = CommandRunner.RunAsync(start, Long, 1000, cancel.Token);
        var id = await pid.Task.WaitAsync(Long, TimeProvider.System, CancellationToken.None);
        Shell.IsAlive(id).ShouldBeTrue();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
        Shell.IsAlive(id).ShouldBeFalse();
    }

    [Fact]
    public async Task A_missing_program_is_named_with_the_way_to_get_it()
    {
        var start = new ChildProcessStart { FileName = "no-such-program-42", InstallHint = "Install it with apt." };

        var exception = await Should.ThrowAsync<FileNotFoundException>(
            () => CommandRunner.RunAsync(start, Long, 1000, CancellationToken.None));

        exception.Message.ShouldBe("Program \"no-such-program-42\" cannot be started: it is in no directory of PATH. Install it with apt.");
        exception.FileName.ShouldBe("no-such-program-42");
    }

    [Fact]
    public async Task A_missing_path_and_a_missing_directory_are_named()
    {
        var path = await Should.ThrowAsync<FileNotFoundException>(
            () => CommandRunner.RunAsync(new ChildProcessStart { FileName = "/no/such/file" }, Long, 1000, CancellationToken.None));
        path.Message.ShouldContain("\"/no/such/file\"");
        path.Message.ShouldContain("no executable file at that path");

        var directory = await Should.ThrowAsync<DirectoryNotFoundException>(
            () => CommandRunner.RunAsync(Shell.Start("true") with { WorkingDirectory = "/no/such/directory" }, Long, 1000, CancellationToken.None));
        directory.Message.ShouldContain("\"/no/such/directory\"");
    }

    [Fact]
    public async Task What_a_command_leaves_in_the_background_ends_with_it()
    {
        var watch = Stopwatch.StartNew();
        var result = await CommandRunner.RunAsync(Shell.Start("sleep 321 & echo $!"), Long, 1000, CancellationToken.None);

        result.ExitCode.ShouldBe(0);
        watch.Elapsed.ShouldBeLessThan(Long);
        var left = int.Parse(result.StandardOutput, CultureInfo.InvariantCulture);
        await Eventually.BecomesTrueAsync(() => !Shell.IsAlive(left), "the background process ended");
    }
}
