namespace AutonomousSdlc.Resilience.Internal;

/// <summary>The last good value of each type that a fallback step of the partition may deliver.</summary>
internal sealed class LastGoodValues(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Type, object> _cells = [];

    public void Set<T>(T value)
    {
        var now = timeProvider.GetTimestamp();
        lock (_lock)
        {
            if (!_cells.TryGetValue(typeof(T), out var cell))
            {
                _cells[typeof(T)] = cell = new Cell<T>();
            }

            var typed = (Cell<T>)cell;
            typed.Value = value;
            typed.Timestamp = now;
        }
    }

    public bool TryGet<T>(TimeSpan maximumAge, out T? value)
    {
        lock (_lock)
        {
            if (_cells.TryGetValue(typeof(T), out var cell))
            {
                var typed = (Cell<T>)cell;
                value = typed.Value;
                return timeProvider.GetElapsedTime(typed.Timestamp) <= maximumAge;
            }
        }

        value = default;
        return false;
    }

    private sealed class Cell<T>
    {
        public T? Value { get; set; }

        public long Timestamp { get; set; }
    }
}
