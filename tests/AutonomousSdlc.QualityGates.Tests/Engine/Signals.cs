namespace AutonomousSdlc.QualityGates.Tests.Engine;

/// <summary>A gate that tells when it started and waits to be released.</summary>
internal sealed class Signals
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<GateResult> _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Started => _started.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

    public bool HasStarted => _started.Task.IsCompleted;

    public void Release(GateResult? result = null) => _released.TrySetResult(result ?? GateResult.Passed("ok"));

    public async ValueTask<GateResult> HonourAsync(GateContext context, CancellationToken cancellationToken)
    {
        _started.TrySetResult();
        return await _released.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask<GateResult> IgnoreAsync(GateContext context, CancellationToken cancellationToken)
    {
        _started.TrySetResult();
        return await _released.Task;
    }
}
