using System.Runtime.InteropServices;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Draws an index with a probability that follows its weight, in constant time.</summary>
/// <remarks>A. J. Walker, ACM TOMS 3(3), 1977; built by the method of M. Vose, IEEE TSE 17(9), 1991.</remarks>
internal sealed class AliasTable
{
    private const double Whole = 1L << 32;

    private readonly Column[] _columns;

    public AliasTable(IReadOnlyList<double> weights)
    {
        var total = weights.Sum();
        var shares = weights.Select(weight => weight * weights.Count / total).ToArray();
        _columns = [.. shares.Select(static (_, index) => new Column((ulong)Whole, index))];
        var small = new Stack<int>(Enumerable.Range(0, shares.Length).Where(index => shares[index] < 1));
        var large = new Stack<int>(Enumerable.Range(0, shares.Length).Where(index => shares[index] >= 1));
        while (small.TryPop(out var poor) && large.TryPop(out var rich))
        {
            _columns[poor] = new Column((ulong)(shares[poor] * Whole), rich);
            shares[rich] -= 1 - shares[poor];
            (shares[rich] < 1 ? small : large).Push(rich);
        }
    }

    /// <param name="word">64 random bits.</param>
    public int Draw(ulong word)
    {
        var index = SplitMix64.Scale((uint)word, _columns.Length);
        ref readonly var column = ref _columns[index];
        return (word >> 32) < column.Own ? index : column.Alias;
    }

    /// <param name="Own">Share of 2^32 that the column's own index has; its alias has the rest.</param>
    /// <param name="Alias">Whose the rest is.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Column(ulong Own, int Alias);
}
