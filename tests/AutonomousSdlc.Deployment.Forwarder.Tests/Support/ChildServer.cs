using System.Collections.Concurrent;
using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>This assembly in a process of its own, as a forwarder or a backend; see Program.</summary>
internal sealed record ChildServer(ChildProcess Process, Uri Address) : IAsyncDisposable
{
    /// <summary>Starts it and waits for the line in which it names its address.</summary>
    public static async Task<ChildServer> StartAsync(params string[] arguments)
    {
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var errors = new ConcurrentQueue<string>();
        var process = Launch(errors.Enqueue, Listen, arguments);
        if (await Task.WhenAny(ready.Task, process.Exited).WithinDeadlineAsync() != ready.Task)
        {
            throw new InvalidOperationException($"The process ended: {string.Join('\n', errors)}");
        }

        return new ChildServer(process, await ready.Task);

        void Listen(string line)
        {
            if (line.StartsWith("READY ", StringComparison.Ordinal))
            {
                ready.TrySetResult(new Uri(line[6..]));
            }
        }
    }

    /// <summary>Starts it without waiting.</summary>
    public static ChildProcess Launch(Action<string> errorLine, Action<string>? outputLine, params string[] arguments) =>
        ChildProcess.Start(new ChildProcessStart
        {
            FileName = "dotnet",
            Arguments = [typeof(ChildServer).Assembly.Location, .. arguments],
            OutputLine = outputLine,
            ErrorLine = errorLine,
        });

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
