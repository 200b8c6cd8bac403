namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Repeats an idempotent operation of the way back, which has nothing to fall back to itself.</summary>
internal static class Retry
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Tries until it works or the time is over; each attempt has its own deadline.</summary>
    public static async Task<T> RunAsync<T>(
        DeploymentRun run,
        string step,
        TimeSpan attempt,
        Func<CancellationToken, Task<T>> act)
    {
        var began = run.Time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                using var timer = new CancellationTokenSource(attempt, run.Time);
                return await act(timer.Token).WaitAsync(timer.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not (StaleTrafficChangeException or DeploymentJournalException))
            {
                if (run.Time.GetElapsedTime(began) + pause > run.Settings.Deadlines.RollBack)
                {
                    throw;
                }

                Log.Retrying(run.Logger, run.Id, step, exception.Message);
            }

            await Task.Delay(pause, run.Time, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
