namespace AutonomousSdlc.Caching.Tests;

/// <summary>What the cache must do when nothing is evicted, written in the plainest way.</summary>
internal sealed class CacheModel(TimeProvider time)
{
    private readonly Dictionary<int, (int Value, DateTimeOffset Expires, string[] Tags)> _entries = [];

    /// <summary>Every value that was ever stored.</summary>
    public List<int> EverStored { get; } = [];

    public void Set(int key, int value, TimeSpan? expiration, string[]? tags)
    {
        EverStored.Add(value);
        _entries[key] = (value, expiration is { } span ? time.GetUtcNow() + span : DateTimeOffset.MaxValue, tags ?? []);
    }

    public bool TryGet(int key, out int value)
    {
        var found = _entries.TryGetValue(key, out var entry) && entry.Expires > time.GetUtcNow();
        value = found ? entry.Value : 0;
        return found;
    }

    public bool TryUpdate(int key, int value)
    {
        if (!TryGet(key, out _))
        {
            return false;
        }

        EverStored.Add(value);
        _entries[key] = _entries[key] with { Value = value };
        return true;
    }

    public bool Remove(int key)
    {
        var found = TryGet(key, out _);
        _entries.Remove(key);
        return found;
    }

    public int RemoveByTag(string tag)
    {
        var tagged = _entries.Where(entry => entry.Value.Tags.Contains(tag)).Select(entry => entry.Key).ToList();
        return tagged.Count(Remove);
    }

    public void Clear() => _entries.Clear();
}
