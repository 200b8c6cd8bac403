using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>What was settled on for one entry.</summary>
/// <param name="Expires">Tick of the cache's clock.</param>
/// <param name="Weight">Share of the capacity.</param>
/// <param name="Tags">Tags, or null for none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EntrySettings(long Expires, long Weight, string[]? Tags)
{
    /// <summary>Whether the entry needs no details.</summary>
    public bool IsPlain => Weight == 1 && Tags is null;
}
