using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>The sequence of <see cref="SplitMix64"/>. Its state is one counter, so concurrent callers need no lock, and a seed repeats the whole sequence.</summary>
internal sealed class SplitMixRandom(ulong seed) : IRandomSource
{
    private ulong _state = seed;

    public double NextDouble()
    {
        var word = SplitMix64.Mix(Interlocked.Add(ref _state, SplitMix64.Increment));
        return (word >> 11) * (1.0 / (1UL << 53));
    }
}
