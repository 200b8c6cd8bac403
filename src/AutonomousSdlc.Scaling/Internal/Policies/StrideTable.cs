namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>
/// Says which positions of an endless sequence belong to whom. The sequence visits all indices in turn, generation by
/// generation; an index takes its place in a generation when adding its weight once more makes its 32-bit sum overflow.
/// The heaviest has a weight of 2^32 and takes every place.
/// </summary>
internal sealed class StrideTable
{
    private const double Whole = 1L << 32;
    private const uint Offset = 1u << 31;

    private readonly ulong[] _weights;

    public StrideTable(IReadOnlyList<double> weights)
    {
        var most = weights.Max();
        _weights = [.. weights.Select(weight => (ulong)Math.Max(weight / most * Whole, 1))];
    }

    /// <param name="position">A position of the sequence.</param>
    /// <param name="index">Whose turn it is there.</param>
    /// <returns>Whether it takes its turn.</returns>
    public bool Takes(uint position, out int index)
    {
        var (generation, turn) = Math.DivRem(position, (uint)_weights.Length);
        index = (int)turn;
        var weight = _weights[index];
        var sum = (uint)((weight * generation) + ((ulong)turn * Offset));
        return sum >= (1UL << 32) - weight;
    }
}
