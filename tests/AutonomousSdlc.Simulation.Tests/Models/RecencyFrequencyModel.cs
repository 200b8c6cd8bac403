using AutonomousSdlc.Simulation.Caching;

namespace AutonomousSdlc.Simulation.Tests.Models;

/// <summary>Scores every entry at each eviction and drops the lowest.</summary>
internal sealed class RecencyFrequencyModel(int capacity) : IModel
{
    private readonly Dictionary<int, (int Count, long Last)> _entries = [];
    private long _now;

    public int Count => _entries.Count;

    public bool Access(int key)
    {
        _now++;
        if (_entries.TryGetValue(key, out var entry))
        {
            _entries[key] = (entry.Count + 1, _now);
            return true;
        }

        if (_entries.Count == capacity)
        {
            _entries.Remove(_entries.MinBy(candidate => Score(candidate.Value)).Key);
        }

        _entries[key] = (1, _now);
        return false;
    }

    private double Score((int Count, long Last) entry)
    {
        var ageSeconds = (_now - entry.Last) / RecencyFrequencyReference.RequestsPerSecond;
        return (0.7 / (1 + (ageSeconds / 3600))) + (0.3 * Math.Min(entry.Count / 10.0, 1));
    }
}
