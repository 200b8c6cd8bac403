namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>
/// Times contenders in one process, in turns of short slices, so that whatever disturbs the machine disturbs all of them.
/// The gate is CPU time of the process, and ratios are taken within a round. The order rotates from round to round, so
/// that none always runs after the same other; the first round warms up and is discarded.
/// </summary>
internal static class InterleavedTiming
{
    /// <param name="contenders">What to time; ratios are to the first.</param>
    /// <param name="settings">How to time.</param>
    /// <param name="meter">What to read usage from.</param>
    /// <param name="cancellationToken">Stops between slices.</param>
    /// <returns>One row per contender, in their order.</returns>
    public static IReadOnlyList<TimingRow> RunInterleaved(IReadOnlyList<Contender> contenders, TimingSettings settings, IUsageMeter meter, CancellationToken cancellationToken)
    {
        var timed = contenders.Select(contender => new TimedContender(contender, settings, meter)).ToArray();
        foreach (var contender in timed)
        {
            contender.Calibrate(cancellationToken);
        }

        foreach (var contender in timed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            contender.Fit(contender.RunSlice());
        }

        for (var round = 0; round < settings.Rounds; round++)
        {
            for (var turn = 0; turn < timed.Length; turn++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var contender = timed[(round + turn) % timed.Length];
                contender.Samples.Add(contender.RunSlice());
            }
        }

        return [.. timed.Select(contender => TimingStatistics.Summarize(contender.Name, settings.Threads, contender.Samples, timed[0].Samples))];
    }
}
