using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>What is noted when a load begins.</summary>
/// <param name="Sequence">Number of tag invalidations before.</param>
/// <param name="Timestamp">Timestamp, or null when nobody measures.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LoadStart(long Sequence, long? Timestamp);
