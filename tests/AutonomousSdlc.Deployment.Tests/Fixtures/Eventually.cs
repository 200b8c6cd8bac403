namespace AutonomousSdlc.Deployment.Tests.Fixtures;

/// <summary>Waits for what real processes do in their own time, with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static async Task BecomesTrueAsync(Func<Task<bool>> condition, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (!await condition())
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(Deadline, $"waited in vain until {what}");
            await poll.WaitForNextTickAsync();
        }
    }
}
