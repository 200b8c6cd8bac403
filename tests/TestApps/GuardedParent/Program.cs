using System.Globalization;
using AutonomousSdlc.Shared.Processes;

// Starts children and dies without a word to them, so that a test can see who ends them.
//   GuardedParent COUNT (wait | exit | storm)
// Prints the id of each child. "storm" starts and stops children for ever.
var count = int.Parse(args[0], CultureInfo.InvariantCulture);
for (var i = 0; i < count; i++)
{
    // The shell starts a second process and ignores SIGTERM: only the group and only SIGKILL end both.
    var child = ChildProcess.Start(new ChildProcessStart
    {
        FileName = "/bin/sh",
        Arguments = ["-c", "trap '' TERM; sleep 321 & echo $$ $!; wait; wait"],
        OutputLine = Console.WriteLine,
    });
    GC.KeepAlive(child);
}

if (args[1] == "exit")
{
    // Answers the test's question "are they all printed?" by the first line it sends.
    await Console.In.ReadLineAsync();
    return 0;
}

while (args[1] == "storm")
{
    var child = ChildProcess.Start(new ChildProcessStart { FileName = "/bin/sleep", Arguments = ["321"] });
    Console.WriteLine(child.Id.ToString(CultureInfo.InvariantCulture));
    GC.KeepAlive(child);
}

await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
return 0;
