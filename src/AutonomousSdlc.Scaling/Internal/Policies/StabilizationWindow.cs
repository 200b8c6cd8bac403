namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Maximum of the values of a sliding window, O(1) amortised: a value is forgotten as soon as a later one is not smaller.</summary>
internal sealed class StabilizationWindow
{
    private readonly LinkedList<(TimeSpan At, int Value)> _descending = new();

    public void Add(TimeSpan now, int value)
    {
        while (_descending.Last is { } last && last.Value.Value <= value)
        {
            _descending.RemoveLast();
        }

        _descending.AddLast((now, value));
    }

    /// <summary>Largest value added within <paramref name="window"/> before <paramref name="now"/>; <see langword="null"/> when there is none.</summary>
    public int? Maximum(TimeSpan now, TimeSpan window)
    {
        while (_descending.First is { } first && first.Value.At < now - window)
        {
            _descending.RemoveFirst();
        }

        return _descending.First?.Value.Value;
    }

    public void Clear() => _descending.Clear();
}
