using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>Where callers wait for one load, and what knows whether anybody still does.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A source without timer and wait handle holds nothing to dispose.")]
internal sealed class LoadFlight
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource? _cancellation;
    private int _waiters;
    private int _leases;
    private bool _isClosed;
    private bool _isAbandoned;

    /// <param name="isCancellable">Whether the load ends when every waiter has left.</param>
    public LoadFlight(bool isCancellable)
    {
        _cancellation = isCancellable ? new CancellationTokenSource() : null;
    }

    public enum Departure
    {
        /// <summary>Others still wait, or the load cannot be cancelled.</summary>
        OthersRemain,

        /// <summary>Nobody waits any more; the load was told to end.</summary>
        Abandoned,

        /// <summary>The load ended first; the leaver gets what it brought.</summary>
        TooLate,
    }

    /// <summary>Completes, always successfully, when the load has ended.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Passed to the factory.</summary>
    public CancellationToken Token => _cancellation?.Token ?? CancellationToken.None;

    /// <summary>Creates a flight that nobody can join.</summary>
    public static LoadFlight Closed()
    {
        var flight = new LoadFlight(isCancellable: false) { _isClosed = true };
        flight.Signal();
        return flight;
    }

    /// <summary>Joins the waiters.</summary>
    /// <param name="isLease">Whether a reference to a disposable value is to be set aside.</param>
    /// <returns>False when the load has ended or was abandoned.</returns>
    public bool TryJoin(bool isLease)
    {
        lock (_lock)
        {
            if (_isClosed || _isAbandoned)
            {
                return false;
            }

            _waiters++;
            _leases += isLease ? 1 : 0;
            return true;
        }
    }

    /// <summary>Leaves before the load has ended.</summary>
    public Departure Leave(bool isLease)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return Departure.TooLate;
            }

            _waiters--;
            _leases -= isLease ? 1 : 0;
            if (_waiters > 0 || _cancellation is null)
            {
                return Departure.OthersRemain;
            }

            _isAbandoned = true;
        }

        // Callbacks are user code; they run on the thread pool, not on the leaver.
        _ = _cancellation.CancelAsync();
        return Departure.Abandoned;
    }

    /// <summary>Ends the flight; nobody joins or leaves afterwards.</summary>
    public Outcome Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            return new Outcome(_leases, _isAbandoned);
        }
    }

    /// <summary>Blocks until the load has ended.</summary>
    [SuppressMessage("Usage", "VSTHRD002:Avoid problematic synchronous waits", Justification = "A synchronous caller has nothing else to do; its own re-entrance is detected before.")]
    public void Wait() => _completion.Task.Wait();

    /// <summary>Wakes the waiters; call after <see cref="Close"/>.</summary>
    public void Signal() => _completion.TrySetResult();

    /// <param name="Leases">References to set aside.</param>
    /// <param name="IsAbandoned">Whether everybody who waited has left.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Outcome(int Leases, bool IsAbandoned);
}
