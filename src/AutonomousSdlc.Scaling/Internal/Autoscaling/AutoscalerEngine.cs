using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using AutonomousSdlc.Scaling.Internal.Policies;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Reads, lets the policy decide, and acts; alone or from a loop. Everything but the target is touched by one evaluation at a time.</summary>
internal sealed partial class AutoscalerEngine : IAutoscaler
{
    private readonly Func<AutoscalerOptions> _read;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly AutoscalerMetrics _metrics;
    private readonly SignalReaders _readers;
    private readonly DecisionHistory _history;
    private readonly TargetTrackingPolicy _policy = new();
    [SuppressMessage("Usage", "CA2213:Disposable fields should be disposed", Justification = "It holds no handle, and disposing it would leave callers in the queue waiting for ever.")]
    private readonly SemaphoreSlim _turn = new(1);

    private readonly Lock _lock = new();
    private readonly long _began;
    private AutoscalerOptions _options;
    private string? _refused;
    private volatile IScaleTarget _target;
    private IScaleTarget _known;
    private CancellationTokenSource? _stop;
    private Task _loop = Task.CompletedTask;
    private volatile bool _disposed;

    public AutoscalerEngine(
        string name,
        IScaleTarget target,
        Func<AutoscalerOptions> options,
        TimeProvider? time,
        ILogger? logger,
        IMeterFactory? meterFactory)
    {
        Name = name;
        _target = target;
        _known = target;
        _read = options;
        _options = options();
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        _began = _time.GetTimestamp();
        _history = new DecisionHistory(_options.HistoryLimit);
        _readers = new SignalReaders(_time);
        _readers.Open(_options.GetTargets());
        _metrics = new AutoscalerMetrics(name, () => _history.Last, meterFactory);
    }

    public string Name { get; }

    public IScaleTarget Target => _target;

    public ScaleDecision? LastDecision => _history.Last;

    public IReadOnlyList<ScaleDecision> History => _history.ToList();

    public void Retarget(IScaleTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        _target = target;
        AutoscalingLog.Retargeted(_logger, Name, target.GetType().Name);
    }

    public void Start()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_stop is not null)
            {
                return;
            }

            _stop = new CancellationTokenSource();
            _loop = LoopAsync(_stop.Token);
        }

        AutoscalingLog.Started(_logger, Name, _options.Interval, _options.Minimum, _options.Maximum);
    }

    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        CancellationTokenSource? stop;
        Task loop;
        lock (_lock)
        {
            stop = _stop;
            loop = _loop;
            _stop = null;
        }

        if (stop is null)
        {
            return;
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await loop.WaitAsync(cancellationToken).ConfigureAwait(false);
        stop.Dispose();
        AutoscalingLog.Stopped(_logger, Name);
    }

    public async ValueTask<ScaleDecision> EvaluateAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return await EvaluateInTurnAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        _readers.Dispose();
        _metrics.Dispose();
        _turn.Release();
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await EvaluateAsync(cancellationToken).ConfigureAwait(false);
                await Task.Delay(_options.Interval, _time, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
