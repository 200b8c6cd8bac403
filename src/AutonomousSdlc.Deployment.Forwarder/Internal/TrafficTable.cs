using System.Collections.Frozen;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>An immutable routing table; a change of traffic replaces it as a whole.</summary>
internal sealed class TrafficTable
{
    private readonly ulong[] _cumulative;

    public TrafficTable(long epoch, long generation, IEnumerable<TableEntry> entries)
    {
        Epoch = epoch;
        Generation = generation;
        Entries = [.. entries.OrderBy(entry => entry.Slot.Name, StringComparer.Ordinal)];
        ByName = Entries.ToFrozenDictionary(entry => entry.Slot.Name, StringComparer.Ordinal);
        _cumulative = new ulong[Entries.Length];
        ulong sum = 0;
        for (var i = 0; i < Entries.Length; i++)
        {
            sum += (ulong)Entries[i].Weight;
            _cumulative[i] = sum;
        }
    }

    public static TrafficTable Empty { get; } = new(0, 0, []);

    public long Epoch { get; }

    public long Generation { get; }

    public TableEntry[] Entries { get; }

    public FrozenDictionary<string, TableEntry> ByName { get; }

    /// <summary>Running sums of the weights, in the order of <see cref="Entries"/>.</summary>
    public ReadOnlySpan<ulong> Cumulative => _cumulative;

    public TrafficState Observe() =>
        new(Epoch, Generation, Entries.ToDictionary(entry => entry.Slot.Name, entry => entry.Observe(), StringComparer.Ordinal));
}
