namespace AutonomousSdlc.Shared;

/// <summary>SplitMix64: 64 bits of randomness from one addition and one mix of a single word of state.</summary>
/// <remarks>G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.</remarks>
internal static class SplitMix64
{
    public const ulong Increment = 0x9E3779B97F4A7C15;

    public static ulong Next(ref ulong state) => Mix(state += Increment);

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Maps 32 random bits to 0 .. <paramref name="bound"/> - 1 without a division (D. Lemire, "Fast Random Integer Generation in an Interval", 2019; the bias is below bound / 2^32).</summary>
    public static int Scale(uint bits, int bound) => (int)(((ulong)bits * (uint)bound) >> 32);
}
