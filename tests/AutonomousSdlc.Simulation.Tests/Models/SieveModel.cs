namespace AutonomousSdlc.Simulation.Tests.Models;

/// <summary>SIEVE over a list of entries, oldest first, with the hand as an index; follows algorithm 1 of the paper.</summary>
internal sealed class SieveModel(int capacity) : IModel
{
    private readonly List<(int Key, bool Visited)> _queue = [];
    private int _hand;

    public int Count => _queue.Count;

    public bool Access(int key)
    {
        var index = _queue.FindIndex(entry => entry.Key == key);
        if (index >= 0)
        {
            _queue[index] = (key, true);
            return true;
        }

        if (_queue.Count == capacity)
        {
            while (_queue[_hand].Visited)
            {
                _queue[_hand] = (_queue[_hand].Key, false);
                _hand = (_hand + 1) % _queue.Count;
            }

            _queue.RemoveAt(_hand);
            if (_hand == _queue.Count)
            {
                _hand = 0;
            }
        }

        _queue.Add((key, false));
        return false;
    }
}
