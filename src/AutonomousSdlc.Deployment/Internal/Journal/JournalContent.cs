namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>Whole records of a journal, and how many of its bytes they (and the file's head) take.</summary>
internal sealed record JournalContent(IReadOnlyList<JournalRecord> Records, int ValidLength, int FileLength)
{
    public bool IsTorn => ValidLength < FileLength;
}
