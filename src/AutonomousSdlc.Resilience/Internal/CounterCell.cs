using System.Runtime.CompilerServices;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>One stripe of counters, padded on both sides so that two stripes never share a cache line.</summary>
internal sealed class CounterCell
{
    public const int Count = 16;
    private const int Padding = 8;

    private Slots _slots;

    public ref long this[CounterId id] => ref _slots[Padding + (int)id];

    [InlineArray(Count + (2 * Padding))]
    private struct Slots
    {
        private long _first;
    }
}
