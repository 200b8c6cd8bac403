using System.Runtime.CompilerServices;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>Waits for what has no signal of its own, with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    public static async Task HoldsAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(begin) > Deadline)
            {
                throw new TimeoutException($"Not within {Deadline}: {what}");
            }

            await Task.Delay(Poll, TimeProvider.System, CancellationToken.None);
        }
    }

    public static async Task<T> WithinDeadlineAsync<T>(this Task<T> task) => await task.WaitAsync(Deadline, TimeProvider.System);

    public static async Task WithinDeadlineAsync(this Task task) => await task.WaitAsync(Deadline, TimeProvider.System);
}
