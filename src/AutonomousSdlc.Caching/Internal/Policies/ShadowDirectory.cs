namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>Numbers the keys that at least one shadow cache holds, densely, and knows which ones hold each.</summary>
internal sealed class ShadowDirectory
{
    private readonly Dictionary<uint, int> _ids = [];
    private readonly Stack<int> _free = new();
    private uint[] _hashes = [];
    private uint[] _holders = [];
    private int _used;

    /// <summary>Keys held by some shadow cache.</summary>
    public int Count => _ids.Count;

    /// <summary>The number of a key; a new one is held by nobody yet.</summary>
    public int Find(uint hash)
    {
        if (_ids.TryGetValue(hash, out var id))
        {
            return id;
        }

        id = _free.TryPop(out var freed) ? freed : _used++;
        if (id >= _hashes.Length)
        {
            var length = Math.Max(16, _hashes.Length + (_hashes.Length / 2));
            Array.Resize(ref _hashes, length);
            Array.Resize(ref _holders, length);
        }

        _ids.Add(hash, id);
        _hashes[id] = hash;
        _holders[id] = 0;
        return id;
    }

    /// <summary>Every number in use is below this.</summary>
    public int Limit => _used;

    public uint HashOf(int id) => _hashes[id];

    /// <summary>Bit i is set when shadow cache i holds the key.</summary>
    public uint Holders(int id) => _holders[id];

    public void Hold(int id, uint holders) => _holders[id] |= holders;

    /// <summary>Takes the key from one shadow cache.</summary>
    public void Drop(int id, uint holder) => _holders[id] &= ~holder;

    /// <summary>Frees the number of a key that nobody holds.</summary>
    public void ReleaseUnheld(int id)
    {
        if (_holders[id] == 0 && _ids.Remove(_hashes[id]))
        {
            _free.Push(id);
        }
    }
}
