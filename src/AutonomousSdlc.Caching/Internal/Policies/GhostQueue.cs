using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>Remembers the hashes that left most recently, as many as it is asked to.</summary>
internal sealed class GhostQueue
{
    private readonly Dictionary<uint, long> _latest = [];
    private readonly Queue<Ghost> _queue = new();
    private long _sequence;

    /// <summary>Places in use.</summary>
    public int Count => _queue.Count;

    /// <summary>Remembers a hash and forgets the oldest ones beyond a number.</summary>
    public void Add(uint hash, int most)
    {
        _latest[hash] = ++_sequence;
        _queue.Enqueue(new Ghost(hash, _sequence));
        while (_queue.Count > Math.Max(1, most))
        {
            var oldest = _queue.Dequeue();
            if (_latest.TryGetValue(oldest.Hash, out var sequence) && sequence == oldest.Sequence)
            {
                _latest.Remove(oldest.Hash);
            }
        }
    }

    /// <summary>Forgets a hash.</summary>
    /// <returns>Whether it was remembered.</returns>
    public bool Take(uint hash) => _latest.Remove(hash);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Ghost(uint Hash, long Sequence);
}
