namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>Reads results out of the records.</summary>
internal static class JournalHistory
{
    /// <summary>Results in the order in which the deployments began.</summary>
    public static IEnumerable<DeploymentResult> Results(IReadOnlyList<JournalRecord> records) =>
        records.GroupBy(record => record.Entry.DeploymentId, StringComparer.Ordinal).Select(ResultOf);

    /// <summary>Records of the deployment that has no end; <see langword="null"/> when all have one.</summary>
    public static IReadOnlyList<JournalRecord>? Unfinished(IReadOnlyList<JournalRecord> records) =>
        records
            .GroupBy(record => record.Entry.DeploymentId, StringComparer.Ordinal)
            .Where(group => group.All(record => record.Kind != JournalKind.Final))
            .Select(group => (IReadOnlyList<JournalRecord>)[.. group])
            .LastOrDefault();

    public static IEnumerable<DeploymentStepResult> Steps(IEnumerable<JournalRecord> records) =>
        records
            .Where(record => record.Kind is JournalKind.Applied or JournalKind.Verdict or JournalKind.Compensated)
            .Select(record => new DeploymentStepResult(
                record.Entry.Step ?? string.Empty, IsDone: true, record.Entry.Elapsed ?? TimeSpan.Zero, record.Entry.Message));

    private static DeploymentResult ResultOf(IGrouping<string, JournalRecord> records)
    {
        if (records.FirstOrDefault(record => record.Kind == JournalKind.Final).Entry?.Result is { } result)
        {
            return result;
        }

        var first = records.First().Entry;
        return new DeploymentResult
        {
            Id = first.DeploymentId,
            Service = first.Request?.Service ?? string.Empty,
            Version = first.Request?.Version ?? string.Empty,
            Environment = first.Request?.Environment ?? string.Empty,
            Status = DeploymentStatus.InProgress,
            PreviousVersion = first.Plan?.PreviousVersion,
            Slot = first.Plan?.Slot,
            StartedAt = first.At,
            Duration = records.Last().Entry.At - first.At,
            Steps = [.. Steps(records)],
            Evidence = records.LastOrDefault(record => record.Entry.Evidence is not null).Entry?.Evidence,
        };
    }
}
