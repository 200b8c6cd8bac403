using System.Collections.Concurrent;
using System.Globalization;
using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Scaling.Tests.Processes;

public sealed class ChildProcessTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_graceful_stop_lets_the_process_finish()
    {
        await using var child = await StartAndWaitForAsync("trap 'echo finished; exit 7' TERM; echo ready; while :; do sleep 0.05; done", "ready");

        (await child.Process.StopAsync(Long)).ShouldBe(7);

        child.Lines.ShouldContain("finished");
        Shell.IsAlive(child.Process.Id).ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_that_ignores_the_request_is_killed_after_its_grace()
    {
        await using var child = await StartAndWaitForAsync("trap '' TERM; echo ready; while :; do sleep 0.05; done", "ready");

        (await child.Process.StopAsync(TimeSpan.FromMilliseconds(200))).ShouldBe(137);
    }

    [Fact]
    public async Task Cancelling_a_stop_cuts_the_grace_short_and_still_ends_the_process()
    {
        await using var child = await StartAndWaitForAsync("trap '' TERM; echo ready; while :; do sleep 0.05; done", "ready");
        using var cancel = new CancellationTokenSource();

        var stopping = child.Process.StopAsync(TimeSpan.FromHours(1), cancel.Token);
        await cancel.CancelAsync();

        (await stopping).ShouldBe(137);
    }

    [Fact]
    public async Task The_rest_of_the_group_has_the_same_grace_as_its_leader()
    {
        // The leader ends at once, its child needs a moment to finish its work.
        await using var child = await StartAndWaitForAsync(
            "(trap 'sleep 0.2; echo worked off; exit' TERM; echo ready; while :; do sleep 0.05; done) & wait",
            "ready");

        await child.Process.StopAsync(Long);

        child.Lines.ShouldContain("worked off");
    }

    [Fact]
    public async Task Disposal_kills_the_whole_group()
    {
        var child = await StartAndWaitForAsync("sleep 321 & echo $!; wait", line => line.Length > 0);
        var grandchild = int.Parse(child.Lines.Single(), CultureInfo.InvariantCulture);
        Shell.IsAlive(grandchild).ShouldBeTrue();

        await child.DisposeAsync();

        Shell.IsAlive(child.Process.Id).ShouldBeFalse();
        await Eventually.BecomesTrueAsync(() => !Shell.IsAlive(grandchild), "the grandchild ended");
    }

    [Fact]
    public async Task A_stop_right_after_the_start_ends_the_process()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var child = ChildProcess.Start(Shell.Start("exec sleep 321"));
            await child.StopAsync(Long);
            Shell.IsAlive(child.Id).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Stopping_or_killing_what_has_ended_does_nothing()
    {
        await using var child = ChildProcess.Start(Shell.Start("exit 4"));
        (await child.Exited).ShouldBe(4);

        child.Kill();
        (await child.StopAsync(Long)).ShouldBe(4);
    }

    [Fact]
    public async Task The_child_leads_its_own_group()
    {
        await using var child = await StartAndWaitForAsync("cut -d' ' -f5 /proc/$$/stat; sleep 321", line => line.Length > 0);

        child.Lines.Single().ShouldBe(child.Process.Id.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_failing_output_callback_stops_neither_the_child_nor_the_parent()
    {
        await using var child = ChildProcess.Start(Shell.Start("head -c 1000000 /dev/zero | tr '\\0' '\\n'; exit 5") with
        {
            OutputLine = _ => throw new InvalidOperationException("a defect of the observer"),
        });

        (await child.Exited.WaitAsync(Long, TimeProvider.System, CancellationToken.None)).ShouldBe(5);
    }

    [Fact]
    public async Task A_descendant_that_left_the_group_does_not_block_the_end()
    {
        var escaped = new TaskCompletionSource<int>();
        await using var child = ChildProcess.Start(Shell.Start("setsid sleep 321 & echo $!; exit 0") with
        {
            OutputLine = line => escaped.TrySetResult(int.Parse(line, CultureInfo.InvariantCulture)),
        });

        (await child.Exited.WaitAsync(Long, TimeProvider.System, CancellationToken.None)).ShouldBe(0);
        ProcessSignals.Send(await escaped.Task, ProcessSignals.Kill);
    }

    [Fact]
    public void A_file_without_the_right_to_be_executed_is_no_program()
    {
        var file = Path.GetTempFileName();
        try
        {
            Should.Throw<FileNotFoundException>(() => ChildProcess.Start(new ChildProcessStart { FileName = file }))
                .Message.ShouldContain(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<StartedChild> StartAndWaitForAsync(string script, string line) => StartAndWaitForAsync(script, text => text == line);

    private static async Task<StartedChild> StartAndWaitForAsync(string script, Func<string, bool> line)
    {
        var lines = new ConcurrentQueue<string>();
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = ChildProcess.Start(Shell.Start(script) with
        {
            OutputLine = text =>
            {
                lines.Enqueue(text);
                if (line(text))
                {
                    seen.TrySetResult();
                }
            },
        });
        await seen.Task.WaitAsync(Long, TimeProvider.System, CancellationToken.None);
        return new StartedChild(process, lines);
    }

    private sealed record StartedChild(ChildProcess Process, ConcurrentQueue<string> Lines) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }
}
