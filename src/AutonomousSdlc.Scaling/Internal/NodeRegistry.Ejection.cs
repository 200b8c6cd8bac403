using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Internal;

/// <content>Takes failing members out and brings them back.</content>
internal sealed partial class NodeRegistry
{
    private static readonly TimeSpan ShortestTimer = TimeSpan.FromMilliseconds(1);

    internal void ObserveFailure(Node node, CallOutcome outcome)
    {
        EjectionAction action;
        lock (_lock)
        {
            if (_disposed || FindByCellLocked(node) is not { } entry)
            {
                return;
            }

            var (members, ejected) = CountForCapLocked();
            action = _ejection.OnFailure(entry.Ejection, outcome, Now, members, ejected);
            entry.Cell.IsWatched = entry.Ejection.IsWatched;
            if (action == EjectionAction.Eject)
            {
                PublishLocked();
                RecordLocked(RegistryEventKind.Ejected, entry.View(), outcome.ToString(), entry.Ejection.Until - entry.Ejection.Since);
            }
            else if (action == EjectionAction.Suppress)
            {
                RecordLocked(RegistryEventKind.EjectionSuppressed, entry.View(), outcome.ToString(), number: ejected);
            }
        }

        if (action != EjectionAction.None)
        {
            Announce();
        }
    }

    internal void ObserveSuccess(Node node)
    {
        lock (_lock)
        {
            if (FindByCellLocked(node) is { } entry)
            {
                EjectionPolicy.OnSuccess(entry.Ejection);
                entry.Cell.IsWatched = entry.Ejection.IsWatched;
            }
        }
    }

    private void ReturnDueNodes()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            var now = Now;
            var returned = _entries.Values.Where(entry => EjectionPolicy.IsDue(entry.Ejection, now)).ToList();
            foreach (var entry in returned)
            {
                ReturnLocked(entry, now, "its time out of rotation is over");
            }

            if (returned.Count == 0)
            {
                ArmReturnTimerLocked();
                return;
            }

            PublishLocked();
        }

        Announce();
    }

    /// <summary>Members that left or began to drain may leave too large a share ejected: those due first return at once.</summary>
    private void ReadmitAboveCapLocked()
    {
        var (members, ejected) = CountForCapLocked();
        var surplus = ejected - _ejection.Allowed(members);
        if (surplus <= 0)
        {
            return;
        }

        var first = _entries.Values.Where(static entry => entry is { Ejection.IsEjected: true, IsDraining: false }).OrderBy(static entry => entry.Ejection.Until).Take(surplus).ToList();
        foreach (var entry in first)
        {
            ReturnLocked(entry, Now, "the pool became too small for its ejected share");
        }
    }

    private void ReturnLocked(NodeEntry entry, TimeSpan now, string reason)
    {
        EjectionPolicy.Return(entry.Ejection, now);
        entry.Cell.IsWatched = true;
        RecordLocked(RegistryEventKind.Returned, entry.View(), reason);
    }

    private (int Members, int Ejected) CountForCapLocked()
    {
        var members = 0;
        var ejected = 0;
        foreach (var entry in _entries.Values)
        {
            if (!entry.IsDraining)
            {
                members++;
                ejected += entry.Ejection.IsEjected ? 1 : 0;
            }
        }

        return (members, ejected);
    }

    private NodeEntry? FindByCellLocked(Node node) =>
        _entries.TryGetValue(node.Id, out var entry) && ReferenceEquals(entry.Cell, node.Cell) ? entry : null;

    private void ArmReturnTimerLocked()
    {
        var next = TimeSpan.MaxValue;
        foreach (var entry in _entries.Values)
        {
            if (entry.Ejection.IsEjected && entry.Ejection.Until < next)
            {
                next = entry.Ejection.Until;
            }
        }

        if (next == TimeSpan.MaxValue)
        {
            _returnTimer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        var wait = next - Now;
        _returnTimer.Change(wait > ShortestTimer ? wait : ShortestTimer, Timeout.InfiniteTimeSpan);
    }
}
