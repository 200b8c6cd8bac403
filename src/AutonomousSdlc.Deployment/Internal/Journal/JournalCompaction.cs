using System.Diagnostics.CodeAnalysis;

namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>Drops the oldest deployments when a journal holds twice as many as it shall keep.</summary>
internal static class JournalCompaction
{
    public static bool TryCompact(
        IReadOnlyList<JournalRecord> records,
        int limit,
        [NotNullWhen(true)] out IReadOnlyList<JournalRecord>? kept)
    {
        var order = records.Select(record => record.Entry.DeploymentId).Distinct(StringComparer.Ordinal).ToList();
        if (order.Count < 2 * limit)
        {
            kept = null;
            return false;
        }

        var keep = order.TakeLast(limit).ToHashSet(StringComparer.Ordinal);
        kept = [.. records.Where(record => keep.Contains(record.Entry.DeploymentId))];
        return true;
    }
}
