using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>An entry that was cut out and whose value is still to be reported and released.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Removal<TKey, TValue>(Entry<TKey, TValue> Entry, CacheRemovalReason Reason)
    where TKey : notnull;
