namespace AutonomousSdlc.Benchmarks.Caching;

/// <summary>
/// A dictionary that drops its oldest entry when full: the least that any bounded cache has to do. Single-threaded.
/// </summary>
internal sealed class FifoDictionary
{
    private readonly Dictionary<long, long> _entries;
    private readonly long[] _order;
    private int _oldest;

    public FifoDictionary(int capacity)
    {
        _entries = new Dictionary<long, long>(capacity);
        _order = new long[capacity];
    }

    public long GetOrAdd(long key)
    {
        if (_entries.TryGetValue(key, out var value))
        {
            return value;
        }

        if (_entries.Count == _order.Length)
        {
            _entries.Remove(_order[_oldest]);
        }

        _entries.Add(key, key);
        _order[_oldest] = key;
        _oldest = (_oldest + 1) % _order.Length;
        return key;
    }
}
