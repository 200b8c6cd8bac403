using System.Globalization;

namespace AutonomousSdlc.Shared.Processes;

/// <summary>Repeats a probe until it succeeds, the process ends or the time is over.</summary>
internal static class ReadinessLoop
{
    /// <param name="probe">One attempt: <see langword="null"/> when ready, otherwise the problem as a sentence.</param>
    /// <param name="exited">Completes when waiting further is pointless.</param>
    /// <param name="deadline">Time until which it must be ready.</param>
    /// <param name="interval">Pause between attempts.</param>
    /// <param name="time">Clock of deadline and pause.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<ReadinessResult> WaitAsync(
        Func<CancellationToken, Task<string?>> probe,
        Task exited,
        TimeSpan deadline,
        TimeSpan interval,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var timer = new CancellationTokenSource(deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var problem = "The probe did not answer.";
        try
        {
            while (!exited.IsCompleted)
            {
                var attempt = probe(linked.Token);
                if (await Task.WhenAny(attempt, exited).ConfigureAwait(false) != attempt)
                {
                    break;
                }

                var answer = await AnswerAsync(attempt).ConfigureAwait(false);
                if (answer is null)
                {
                    return new ReadinessResult(IsReady: true, time.GetElapsedTime(began), Problem: null);
                }

                linked.Token.ThrowIfCancellationRequested();
                problem = answer;
                await Task.WhenAny(exited, Task.Delay(interval, time, linked.Token)).ConfigureAwait(false);
                linked.Token.ThrowIfCancellationRequested();
            }

            return new ReadinessResult(IsReady: false, time.GetElapsedTime(began), "The process ended before it was ready.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var seconds = deadline.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return new ReadinessResult(IsReady: false, time.GetElapsedTime(began), $"Not ready after {seconds} s. {problem}");
        }
        finally
        {
            // Ends an attempt that still waits for an answer.
            await linked.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task<string?> AnswerAsync(Task<string?> attempt)
    {
        try
        {
            return await attempt.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // A probe may be the user's own: its failure means "not ready", and is said when the deadline passes.
            return $"The probe failed: {exception.Message}";
        }
    }
}
