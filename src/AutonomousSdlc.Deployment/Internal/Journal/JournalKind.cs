namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>Kinds of records. The numbers are part of the file format.</summary>
internal enum JournalKind : byte
{
    /// <summary>Something is about to be done; durable before it is.</summary>
    Intent = 1,

    /// <summary>It was done.</summary>
    Applied = 2,

    /// <summary>Something was looked at that later decisions rest on.</summary>
    Observed = 3,

    /// <summary>A decision that recovery must keep.</summary>
    Verdict = 4,

    /// <summary>It was undone.</summary>
    Compensated = 5,

    /// <summary>The deployment ended; its result is in the payload.</summary>
    Final = 6,
}
