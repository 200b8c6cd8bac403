namespace AutonomousSdlc.Caching.Internal;

/// <summary>One lock of the table with the counters it guards.</summary>
internal sealed class TableStripe
{
    public readonly Lock Lock = new();

    /// <summary>Entries in the chains of this stripe.</summary>
    public int Linked;

    /// <summary>Those of them that have a value.</summary>
    public int Ready;
}
