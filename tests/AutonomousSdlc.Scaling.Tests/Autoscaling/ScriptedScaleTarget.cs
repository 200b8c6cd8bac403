namespace AutonomousSdlc.Scaling.Tests.Autoscaling;

/// <summary>A user's own adapter, as well or as badly behaved as a test wants it.</summary>
internal sealed class ScriptedScaleTarget : IScaleTarget
{
    public Func<Task<ScaleTargetState>> Observe { get; set; } = static () => Task.FromResult(new ScaleTargetState { Desired = 1, Ready = 1 });

    public Func<int, Task> SetDesired { get; set; } = static _ => Task.CompletedTask;

    public ValueTask<ScaleTargetState> ObserveAsync(CancellationToken cancellationToken = default) => new(Observe());

    public ValueTask SetDesiredAsync(int desired, string reason, CancellationToken cancellationToken = default) => new(SetDesired(desired));
}
