using System.Diagnostics.CodeAnalysis;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>
/// The cancellation of one attempt, used again by the next. One word carries its phase and a generation: whoever wants to
/// end the attempt has to change that word first, so that a timer that comes late can never cancel the attempt that uses
/// the slot after.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A cancellation source without a timer holds nothing to dispose; the operation may keep its token for longer than the attempt.")]
internal sealed class AttemptSlot(WatchdogStripe home, int index)
{
    private const long PhaseMask = 7;
    private const long Idle = 0;
    private const long Armed = 1;
    private const long Releasing = 2;
    private const long TimedOut = 3;
    private const long CancelledByCaller = 4;
    private const long Generation = 8;

    private readonly CancellationTokenSource _source = new();
    private CancellationTokenRegistration _caller;
    private bool _linked;
    private long _state;
    private long _due = long.MaxValue;

    public WatchdogStripe Home { get; } = home;

    /// <summary>Position among the stripe's resident slots, or -1 for a slot beyond them.</summary>
    public int Index { get; } = index;

    /// <summary>Position in the stripe's list of slots beyond the residents.</summary>
    public int ListPosition { get; set; }

    public CancellationToken Token => _source.Token;

    /// <returns>Whether the slot was idle and belongs to the caller from here on.</returns>
    public bool TryArm(long due, CancellationToken caller)
    {
        var state = Volatile.Read(ref _state);
        if ((state & PhaseMask) != Idle || Interlocked.CompareExchange(ref _state, state | Armed, state) != state)
        {
            return false;
        }

        // Until this write a scan sees an armed slot without a due time and comes back a moment later.
        Volatile.Write(ref _due, due);
        if (caller.CanBeCanceled)
        {
            _linked = true;
            _caller = caller.UnsafeRegister(static slot => ((AttemptSlot)slot!).CancelForCaller(), this);
        }

        return true;
    }

    /// <param name="isReusable">Whether the next attempt may use the slot: nobody has cancelled it, and nobody will.</param>
    /// <returns>Who cancelled the attempt.</returns>
    public AttemptEnd Release(out bool isReusable)
    {
        var unlinked = true;
        if (_linked)
        {
            // False means that the callback runs or ran: the slot may be cancelled at any moment.
            unlinked = _caller.Unregister();
            _caller = default;
            _linked = false;
        }

        Volatile.Write(ref _due, long.MaxValue);
        var state = Volatile.Read(ref _state);
        isReusable = (state & PhaseMask) == Armed
            && unlinked
            && Interlocked.CompareExchange(ref _state, state - Armed + Releasing, state) == state
            && _source.TryReset();
        if (isReusable)
        {
            Volatile.Write(ref _state, state - Armed + Generation);
            return AttemptEnd.NotCancelled;
        }

        return (Volatile.Read(ref _state) & PhaseMask) switch
        {
            TimedOut => AttemptEnd.TimedOut,
            CancelledByCaller => AttemptEnd.CancelledByCaller,
            _ => AttemptEnd.NotCancelled,
        };
    }

    /// <param name="now">Timestamp.</param>
    /// <param name="nextScan">Lowered to the slot's due time if that is still to come, to <paramref name="now"/> if it is not known yet.</param>
    /// <returns>Whether the attempt is due and the caller has to cancel it.</returns>
    public bool TryClaim(long now, ref long nextScan)
    {
        var state = Volatile.Read(ref _state);
        if ((state & PhaseMask) != Armed)
        {
            return false;
        }

        var due = Volatile.Read(ref _due);
        if (due > now)
        {
            nextScan = Math.Min(nextScan, due == long.MaxValue ? now : due);
            return false;
        }

        return Interlocked.CompareExchange(ref _state, state - Armed + TimedOut, state) == state;
    }

    /// <summary>Cancels a claimed attempt. Runs what the operation registered with its token.</summary>
    public void Cancel() => _source.Cancel();

    private void CancelForCaller()
    {
        var state = Volatile.Read(ref _state);
        if ((state & PhaseMask) == Armed && Interlocked.CompareExchange(ref _state, state - Armed + CancelledByCaller, state) == state)
        {
            Cancel();
        }
    }
}
