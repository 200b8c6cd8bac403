using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>A hash that is the same in every process, so that clients agree on where a key belongs. No protection against keys that are made to collide.</summary>
/// <remarks>FNV-1a over UTF-16 code units (Fowler, Noll, Vo), finished by the mix of SplitMix64.</remarks>
internal static class KeyHash
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Compute(string key)
    {
        var hash = Basis;
        foreach (var unit in key)
        {
            hash = (hash ^ unit) * Prime;
        }

        return SplitMix64.Mix(hash);
    }
}
