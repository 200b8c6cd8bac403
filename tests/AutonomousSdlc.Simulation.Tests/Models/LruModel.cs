namespace AutonomousSdlc.Simulation.Tests.Models;

/// <summary>Least recently used over a list, oldest first; without moving hits to the end it is first in, first out.</summary>
internal sealed class LruModel(int capacity, bool moveHits) : IModel
{
    private readonly List<int> _entries = [];

    public int Count => _entries.Count;

    public bool Access(int key)
    {
        var hit = _entries.Contains(key);
        if (hit && !moveHits)
        {
            return true;
        }

        _entries.Remove(key);
        if (_entries.Count == capacity)
        {
            _entries.RemoveAt(0);
        }

        _entries.Add(key);
        return hit;
    }
}
