namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, OOPSLA 2014). Its state is one
/// counter, so concurrent callers need no lock, and a seed repeats the whole sequence.
/// </summary>
internal sealed class SplitMixRandom(ulong seed) : IRandomSource
{
    private ulong _state = seed;

    public double NextDouble()
    {
        var z = Interlocked.Add(ref _state, 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}
