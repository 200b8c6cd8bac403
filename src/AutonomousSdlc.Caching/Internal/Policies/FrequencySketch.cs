using System.Numerics;

namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>
/// Estimates how often a hash was seen lately: a count-min sketch of 4-bit counters that are all halved each time a
/// sample period is over, so that old popularity fades.
/// </summary>
/// <remarks>
/// <para>Sources: Cormode and Muthukrishnan, "An improved data stream summary: the count-min sketch and its
/// applications" (2005); Einziger, Friedman and Manes, "TinyLFU: a highly efficient cache admission policy" (2017). The
/// four counters of a hash lie in one block of 64 bytes, so an operation touches one cache line.</para>
/// <para>The sample period is ten times the capacity, as in the paper. The table has 16 counters per entry of the
/// capacity. Above <see cref="LargestInitial"/> entries it starts smaller and doubles with the number of entries really
/// held, since a capacity in bytes says little about their number; doubling copies each block into both blocks that its
/// hashes fall into afterwards, which keeps every estimate.</para>
/// </remarks>
internal sealed class FrequencySketch
{
    /// <summary>Largest estimate.</summary>
    public const int Maximum = 15;

    /// <summary>Number of entries up to which the table has its final size from the beginning: 512 KiB.</summary>
    internal const int LargestInitial = 1 << 16;

    private const int LargestTable = 1 << 27;
    private const int SamplesPerEntry = 10;
    private const int BlockLongs = 8;
    private const ulong LowestBits = 0x1111_1111_1111_1111;
    private const ulong AllButHighestBits = 0x7777_7777_7777_7777;

    private ulong[] _table;
    private long _capacity;
    private long _sampleSize;
    private long _samples;
    private int _blockMask;

    public FrequencySketch(long capacity)
    {
        _table = [];
        Resize(capacity);
    }

    /// <summary>Counter words in use; each holds 16 counters.</summary>
    public int TableLength => _table.Length;

    /// <summary>Estimated number of recent occurrences, 0 to <see cref="Maximum"/>; never below the truth except for halving.</summary>
    public int Estimate(uint hash)
    {
        var spread = Spread(hash);
        var block = (int)(spread & (uint)_blockMask) * BlockLongs;
        var counters = Rehash(spread);
        var estimate = Maximum;
        for (var row = 0; row < 4; row++)
        {
            var (word, shift) = Locate(counters, block, row);
            estimate = Math.Min(estimate, (int)((_table[word] >> shift) & 15));
        }

        return estimate;
    }

    /// <summary>Counts occurrences.</summary>
    public void Increment(uint hash, int occurrences = 1)
    {
        var spread = Spread(hash);
        var block = (int)(spread & (uint)_blockMask) * BlockLongs;
        var counters = Rehash(spread);
        var added = false;
        for (var row = 0; row < 4; row++)
        {
            var (word, shift) = Locate(counters, block, row);
            ref var value = ref _table[word];
            var room = Maximum - (int)((value >> shift) & 15);
            if (room > 0)
            {
                value += (ulong)Math.Min(occurrences, room) << shift;
                added = true;
            }
        }

        _samples += added ? occurrences : 0;
        if (_samples >= _sampleSize)
        {
            Halve();
        }
    }

    /// <summary>Adapts to the capacity of the cache; history stays.</summary>
    public void Resize(long capacity)
    {
        _capacity = Math.Max(1, capacity);
        Grow(Math.Min(_capacity, LargestInitial));
        SetSampleSize();
    }

    /// <summary>Tells how many entries the cache really holds, so that the table follows.</summary>
    public void EnsureEntries(int entries)
    {
        if (entries > _table.Length && _table.Length < LargestTable)
        {
            Grow(Math.Min(_capacity, entries));
            SetSampleSize();
        }
    }

    private static uint Spread(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x7feb_352d;
        hash ^= hash >> 15;
        hash *= 0x846c_a68b;
        return hash ^ (hash >> 16);
    }

    private static uint Rehash(uint spread)
    {
        spread *= 0x9e37_79b1;
        return spread ^ (spread >> 15);
    }

    // Row r uses the words 2r and 2r + 1 of the block; one byte of the second hash picks word and counter.
    private static (int Word, int Shift) Locate(uint counters, int block, int row)
    {
        var bits = counters >> (row * 8);
        return (block + (row * 2) + (int)(bits & 1), (int)((bits >> 1) & 15) * 4);
    }

    private void SetSampleSize() =>
        _sampleSize = Math.Max(SamplesPerEntry, SamplesPerEntry * Math.Min(_capacity, _table.Length));

    private void Grow(long entries)
    {
        var length = (int)Math.Min(LargestTable, (long)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(BlockLongs, entries)));
        if (length <= _table.Length)
        {
            return;
        }

        var grown = new ulong[length];
        for (var start = 0; start < length && _table.Length > 0; start += _table.Length)
        {
            _table.CopyTo(grown, start);
        }

        _table = grown;
        _blockMask = (length / BlockLongs) - 1;
    }

    private void Halve()
    {
        long odd = 0;
        for (var i = 0; i < _table.Length; i++)
        {
            odd += BitOperations.PopCount(_table[i] & LowestBits);
            _table[i] = (_table[i] >> 1) & AllButHighestBits;
        }

        // Each occurrence stands in four counters; the halves that integer division dropped are a quarter of the odd ones.
        _samples = (_samples - (odd >> 2)) >> 1;
    }
}
