using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>Tells the records of a finished deployment as events.</summary>
internal static class JournalEvents
{
    public static DeploymentEventKind KindOf(JournalKind kind, string? step) => kind switch
    {
        JournalKind.Intent when step is StepIds.Plan or StepIds.Recover => DeploymentEventKind.Started,
        JournalKind.Intent => DeploymentEventKind.StepStarted,
        JournalKind.Applied => DeploymentEventKind.StepCompleted,
        JournalKind.Observed => DeploymentEventKind.Progress,
        JournalKind.Verdict => DeploymentEventKind.Verdict,
        JournalKind.Compensated => DeploymentEventKind.Compensated,
        _ => DeploymentEventKind.Finished,
    };

    public static IEnumerable<DeploymentEvent> Of(IEnumerable<JournalRecord> records, string deploymentId)
    {
        var sequence = 0;
        foreach (var (kind, entry) in records.Where(record => record.Entry.DeploymentId == deploymentId))
        {
            yield return new DeploymentEvent(
                deploymentId, ++sequence, entry.At, KindOf(kind, entry.Step), entry.Step, entry.Message ?? string.Empty);
        }
    }
}
