namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>A held lease: the records that were there and the right to append.</summary>
internal sealed class JournalSession(IJournalWriter writer, FileStream lease, JournalContent content) : IDisposable
{
    private readonly List<JournalRecord> _records = [.. content.Records];

    public IReadOnlyList<JournalRecord> Records => _records;

    /// <summary>Whether the last writer was cut off within a record.</summary>
    public bool WasTorn => content.IsTorn;

    /// <summary>Highest epoch ever written; 0 for an empty journal.</summary>
    public long LastEpoch => _records.Count == 0 ? 0 : _records.Max(record => record.Entry.Epoch);

    public void Append(JournalKind kind, JournalEntry entry)
    {
        var record = new JournalRecord(kind, entry);
        writer.Append(record);
        _records.Add(record);
    }

    public void Dispose()
    {
        writer.Dispose();
        lease.Dispose();
    }
}
