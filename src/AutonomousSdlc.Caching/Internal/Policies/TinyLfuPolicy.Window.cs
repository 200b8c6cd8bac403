namespace AutonomousSdlc.Caching.Internal.Policies;

/// <content>The border between window and main space, which may move while the policy is in use.</content>
internal sealed partial class TinyLfuPolicy
{
    /// <summary>Moves the border between window and main space towards another share, by a few nodes per call.</summary>
    /// <param name="windowRatio">Share of the window, above 0 and below 1.</param>
    /// <param name="nodes">Most nodes to move.</param>
    internal void MoveWindow(double windowRatio, int nodes)
    {
        _windowRatio = windowRatio;
        var distance = WindowTarget - _windowCapacity;
        if (distance == 0)
        {
            return;
        }

        var most = nodes * Math.Max(1, Weight / Math.Max(1, Count));
        SetWindow(_windowCapacity + Math.Clamp(distance, -most, most));
        for (var moved = 0; moved < nodes && _listWeights[Window] < _windowCapacity && _lists.Oldest(Probation) is var node and >= 0; moved++)
        {
            Leave(node);
            Enter(Window, node);
        }
    }

    private long WindowTarget => Math.Clamp((long)Math.Round(Capacity * _windowRatio), 1, Math.Max(1, Capacity - 1));

    private void SetWindow(long capacity)
    {
        _windowCapacity = capacity;
        _protectedCapacity = (long)((Capacity - capacity) * ProtectedRatio);
        BalanceProtected();
    }
}
