using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>What a writer did to the table, for the keeper.</summary>
/// <param name="Gone">Entry that was cut out or replaced, or null.</param>
/// <param name="Linked">Entry that was linked, or null.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EntryChange<TKey, TValue>(Entry<TKey, TValue>? Gone, Entry<TKey, TValue>? Linked)
    where TKey : notnull;
