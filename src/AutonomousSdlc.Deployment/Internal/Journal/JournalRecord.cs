namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>A record as read from a journal.</summary>
internal readonly record struct JournalRecord(JournalKind Kind, JournalEntry Entry);
