using System.Collections.Concurrent;
using System.Diagnostics;
using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Scaling.Tests.Processes;

/// <summary>A real parent process dies in different ways; everything that carries its mark must end.</summary>
public sealed class ProcessGuardianTests
{
    private readonly string _mark = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Children_end_when_the_parent_is_killed()
    {
        using var parent = await StartParentAsync(count: 3, "wait", lines: 3);
        Marked().Count.ShouldBeGreaterThanOrEqualTo(8, "parent, guardian, three shells and three grandchildren");

        parent.Kill(); // SIGKILL, to the parent alone.

        await Eventually.BecomesTrueAsync(() => Marked().Count == 0, "no process of the dead parent is left");
    }

    [Fact]
    public async Task Children_end_when_the_parent_forgets_them_and_exits()
    {
        using var parent = await StartParentAsync(count: 2, "exit", lines: 2);

        await parent.StandardInput.WriteLineAsync();
        await parent.WaitForExitAsync();

        await Eventually.BecomesTrueAsync(() => Marked().Count == 0, "no process of the dead parent is left");
    }

    [Fact]
    public async Task A_parent_killed_while_it_starts_children_leaves_none()
    {
        using var parent = await StartParentAsync(count: 0, "storm", lines: 25);

        parent.Kill();

        await Eventually.BecomesTrueAsync(() => Marked().Count == 0, "no process of the dead parent is left");
    }

    [Fact]
    public async Task A_killed_guardian_is_replaced_and_knows_all_children()
    {
        await using var first = ChildProcess.Start(Shell.Start("exec sleep 321"));
        var guardian = ProcessGuardian.HelperId.ShouldNotBeNull();
        ProcessSignals.Send(guardian, ProcessSignals.Kill);
        await Eventually.BecomesTrueAsync(() => !Shell.IsAlive(guardian), "the guardian died");

        await using var second = ChildProcess.Start(Shell.Start("exec sleep 321"));

        var replacement = ProcessGuardian.HelperId.ShouldNotBeNull();
        replacement.ShouldNotBe(guardian);
        Shell.IsAlive(replacement).ShouldBeTrue();
    }

    [Fact]
    public void Registrations_are_counted_once()
    {
        var guarded = ProcessGuardian.Guard();
        guarded.Dispose();
        guarded.Dispose();
    }

    private async Task<Process> StartParentAsync(int count, string mode, int lines)
    {
        var info = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            ArgumentList =
            {
                "exec",
                Path.Combine(AppContext.BaseDirectory, "GuardedParent.dll"),
                count.ToString(System.Globalization.CultureInfo.InvariantCulture),
                mode,
            },
            Environment = { ["TEST_MARK"] = _mark },
        };
        var seen = new ConcurrentQueue<string>();
        var complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var parent = Process.Start(info).ShouldNotBeNull();
        parent.OutputDataReceived += (_, line) =>
        {
            seen.Enqueue(line.Data ?? "");
            if (seen.Count == lines)
            {
                complete.TrySetResult();
            }
        };
        parent.BeginOutputReadLine();
        await complete.Task.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, CancellationToken.None);
        return parent;
    }

    private List<string> Marked() => [.. Directory.EnumerateDirectories("/proc").Where(IsMarked)];

    private bool IsMarked(string directory)
    {
        try
        {
            return char.IsAsciiDigit(directory[^1])
                && File.ReadAllText(Path.Combine(directory, "environ")).Contains(_mark, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
