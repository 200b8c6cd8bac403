namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Counts of one or several result files.</summary>
internal sealed record TestSummary
{
    public int Files { get; init; }

    public int Total { get; init; }

    public int Executed { get; init; }

    public int Passed { get; init; }

    public int Failed { get; init; }

    public int Skipped => Math.Max(0, Total - Executed);

    /// <summary>Why the run ended before its end; <see langword="null"/> when it did not.</summary>
    public string? Aborted { get; init; }

    public IReadOnlyList<Finding> Failures { get; init; } = [];

    public static TestSummary Combine(IEnumerable<TestSummary> summaries) => summaries.Aggregate(new TestSummary(), static (sum, next) => new TestSummary
    {
        Files = sum.Files + next.Files,
        Total = sum.Total + next.Total,
        Executed = sum.Executed + next.Executed,
        Passed = sum.Passed + next.Passed,
        Failed = sum.Failed + next.Failed,
        Aborted = sum.Aborted ?? next.Aborted,
        Failures = [.. sum.Failures, .. next.Failures],
    });
}
