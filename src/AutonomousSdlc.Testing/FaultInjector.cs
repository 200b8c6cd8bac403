namespace AutonomousSdlc.Testing;

/// <summary>
/// Stands in front of a dependency and fails, delays or hangs a seeded random share of its calls.
/// </summary>
/// <remarks>The same seed and the same order of calls give the same faults. Safe for concurrent use.</remarks>
public sealed class FaultInjector
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _timeProvider;
    private readonly Random _random;
    private volatile FaultPlan _plan = FaultPlan.None;
    private long _calls;
    private long _faults;

    /// <summary>Creates an injector that lets everything pass until <see cref="Plan"/> is set.</summary>
    /// <param name="seed">Seed of the random choices.</param>
    /// <param name="timeProvider">Clock of the delays. Default: the system's.</param>
    public FaultInjector(int seed, TimeProvider? timeProvider = null)
    {
        _random = new Random(seed);
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <summary>The faults that calls meet from now on.</summary>
    public FaultPlan Plan
    {
        get => _plan;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ThrowIfNotRatio(value.FailureRatio, nameof(FaultPlan.FailureRatio));
            ThrowIfNotRatio(value.HangRatio, nameof(FaultPlan.HangRatio));
            ArgumentOutOfRangeException.ThrowIfLessThan(value.Delay, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfLessThan(value.JitterMean, TimeSpan.Zero);
            _plan = value;
        }
    }

    /// <summary>Calls that passed so far, faulty or not.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>Calls that failed or hung so far.</summary>
    public long Faults => Interlocked.Read(ref _faults);

    /// <summary>Lets one call pass the plan, then runs the dependency.</summary>
    /// <param name="dependency">The real call.</param>
    /// <param name="cancellationToken">Ends delays and hangs.</param>
    /// <exception cref="InjectedFaultException">The plan chose to fail this call.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while the call was held.</exception>
    public async ValueTask<T> InvokeAsync<T>(Func<CancellationToken, ValueTask<T>> dependency, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dependency);
        await PassAsync(cancellationToken).ConfigureAwait(false);
        return await dependency(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets one call pass the plan.</summary>
    /// <param name="cancellationToken">Ends delays and hangs.</param>
    /// <exception cref="InjectedFaultException">The plan chose to fail this call.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while the call was held.</exception>
    public async ValueTask PassAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _calls);
        var plan = _plan;
        double fate;
        double jitter;
        lock (_lock)
        {
            fate = _random.NextDouble();
            jitter = -Math.Log(1 - _random.NextDouble());
        }

        if (fate < plan.HangRatio)
        {
            Interlocked.Increment(ref _faults);
            await Task.Delay(Timeout.InfiniteTimeSpan, _timeProvider, cancellationToken).ConfigureAwait(false);
        }

        var delay = plan.Delay + (plan.JitterMean * jitter);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, _timeProvider, cancellationToken).ConfigureAwait(false);
        }

        if (fate < plan.HangRatio + plan.FailureRatio)
        {
            var count = Interlocked.Increment(ref _faults);
            throw new InjectedFaultException($"Injected fault number {count} (failure ratio {plan.FailureRatio:0.###}).");
        }
    }

    private static void ThrowIfNotRatio(double value, string name)
    {
        if (double.IsNaN(value) || value is < 0 or > 1)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be between 0 and 1.");
        }
    }
}
