namespace AutonomousSdlc.Simulation.Tests.Models;

/// <summary>S3-FIFO over three lists, oldest first, and a dictionary of hit counters.</summary>
internal sealed class S3FifoModel(int capacity) : IModel
{
    private readonly List<int> _small = [];
    private readonly List<int> _main = [];
    private readonly List<int> _ghost = [];
    private readonly Dictionary<int, int> _hits = [];

    public int Count => _small.Count + _main.Count;

    private int SmallCapacity => Math.Max(1, capacity / 10);

    public bool Access(int key)
    {
        if (_hits.TryGetValue(key, out var hits))
        {
            _hits[key] = Math.Min(3, hits + 1);
            return true;
        }

        // A ghost is recognised as the queue stands when the request arrives.
        var ghost = _ghost.TakeLast(Math.Max(1, capacity * 9 / 10)).Contains(key);
        while (Count >= capacity)
        {
            if (_small.Count >= SmallCapacity || _main.Count == 0)
            {
                EvictSmall();
            }
            else
            {
                EvictMain();
            }
        }

        if (ghost)
        {
            // The place of a ghost that returned stays occupied, as a slot of the ring would.
            _ghost[_ghost.LastIndexOf(key)] = -1;
        }

        (ghost ? _main : _small).Add(key);
        _hits[key] = 0;
        return false;
    }

    private void EvictSmall()
    {
        while (_small.Count > 0)
        {
            var oldest = Take(_small);
            if (_hits[oldest] < 2)
            {
                _hits.Remove(oldest);
                _ghost.Add(oldest);
                return;
            }

            _hits[oldest] = 0;
            _main.Add(oldest);
            if (_main.Count > capacity - SmallCapacity)
            {
                EvictMain();
            }
        }
    }

    private void EvictMain()
    {
        var oldest = Take(_main);
        while (_hits[oldest] > 0)
        {
            _hits[oldest]--;
            _main.Add(oldest);
            oldest = Take(_main);
        }

        _hits.Remove(oldest);
    }

    private static int Take(List<int> queue)
    {
        var oldest = queue[0];
        queue.RemoveAt(0);
        return oldest;
    }
}
