namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>Turns the samples of rounds into rows. Medians, because a disturbed round is an outlier, not information.</summary>
internal static class TimingStatistics
{
    /// <param name="contender">Name of the contender.</param>
    /// <param name="threads">Threads of a slice.</param>
    /// <param name="own">The contender's samples, one per round.</param>
    /// <param name="first">The first contender's samples of the same rounds.</param>
    public static TimingRow Summarize(string contender, int threads, IReadOnlyList<TimingSample> own, IReadOnlyList<TimingSample> first)
    {
        var cpu = own.Select(sample => sample.CpuNanosecondsPerOperation).ToArray();
        return new TimingRow(
            contender,
            threads,
            own.Count,
            Median(cpu),
            Median(own.Select(sample => sample.NanosecondsPerOperation)),
            cpu.Min(),
            cpu.Max(),
            Median(own.Select(sample => sample.BytesPerOperation)),
            Median(own.Zip(first, (mine, reference) => mine.CpuNanosecondsPerOperation / reference.CpuNanosecondsPerOperation)));
    }

    /// <returns>The value in the middle, or the mean of the two in the middle; not a number when there are none.</returns>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted switch
        {
            [] => double.NaN,
            { Length: var length } when length % 2 == 1 => sorted[middle],
            _ => (sorted[middle - 1] + sorted[middle]) / 2,
        };
    }
}
