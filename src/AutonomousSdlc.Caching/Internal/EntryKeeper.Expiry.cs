using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Internal;

/// <content>Sweeping of entries whose time is over.</content>
internal sealed partial class EntryKeeper<TKey, TValue> : IExpirySweeper
{
    /// <summary>Entries swept in one go; more are left to the next, so that writers do not wait long.</summary>
    private const int SweepLimit = 4096;

    private readonly ExpiryTimer _timer;

    // Created by the first entry that expires; caches without expiry pay nothing.
    private TimerWheel? _wheel;

    /// <summary>Called by the timer, so that an idle cache lets go of its values too.</summary>
    public void Sweep() => MaintainNow();

    /// <summary>Stops the timer for good; everything else goes on.</summary>
    public void Dispose() => _timer.Dispose();

    private void AwaitExpiryLocked(Entry<TKey, TValue> entry)
    {
        if (entry.Expires == Entry<TKey, TValue>.Never)
        {
            _wheel?.Cancel(entry.Slot);
            return;
        }

        _wheel ??= new TimerWheel(_clock.Now);
        _wheel.Schedule(entry.Slot, entry.Expires);
    }

    private void ExpireLocked()
    {
        if (_wheel is not { Count: > 0 } wheel)
        {
            return;
        }

        wheel.Advance(_clock.Now);
        for (var swept = 0; swept < SweepLimit && wheel.TakeExpired() is var slot and >= 0; swept++)
        {
            _policy.Remove(slot);
            CutLocked(slot, CacheRemovalReason.Expired);
        }
    }

    private void ArmTimer()
    {
        if (_wheel is { Count: > 0 } wheel)
        {
            _timer.ArmFor(wheel.Next);
        }
    }
}
