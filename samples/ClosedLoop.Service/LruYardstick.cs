namespace ClosedLoop.Service;

/// <summary>
/// Counts what a cache of the same size with the least-recently-used policy would have hit on the same look-ups. It holds
/// keys only and serves nothing: it is the line that the adaptive cache has to reach.
/// </summary>
internal sealed class LruYardstick(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, LinkedListNode<ulong>> _nodes = [];
    private readonly LinkedList<ulong> _recency = [];

    public long Hits { get; private set; }

    public long Lookups { get; private set; }

    public void Observe(ulong key)
    {
        lock (_lock)
        {
            Lookups++;
            if (_nodes.TryGetValue(key, out var node))
            {
                Hits++;
                _recency.Remove(node);
                _recency.AddFirst(node);
                return;
            }

            if (_nodes.Count == capacity)
            {
                _nodes.Remove(_recency.Last!.Value);
                _recency.RemoveLast();
            }

            _nodes[key] = _recency.AddFirst(key);
        }
    }
}
