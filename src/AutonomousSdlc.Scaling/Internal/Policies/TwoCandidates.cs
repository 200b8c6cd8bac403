using System.Runtime.CompilerServices;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Draws two different candidates from one random word, its halves.</summary>
internal static class TwoCandidates
{
    /// <param name="word">64 random bits; the lowest ones of each half have no say as long as there are far fewer than 2^26 candidates.</param>
    /// <param name="count">Candidates; at least two.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int First, int Second) Draw(ulong word, int count)
    {
        var first = SplitMix64.Scale((uint)word, count);
        var second = SplitMix64.Scale((uint)(word >> 32), count - 1);
        return (first, second + (second >= first ? 1 : 0));
    }
}
