using AutonomousSdlc.Scaling;

namespace AutonomousSdlc.Samples.Autoscaling;

#region own-target
/// <summary>Adapts anything that runs workers; here a rack of machines behind two delegates.</summary>
internal sealed class SlotTarget(Func<int, CancellationToken, Task> resize, Func<CancellationToken, Task<(int Wanted, int Up)>> look) : IScaleTarget
{
    public async ValueTask<ScaleTargetState> ObserveAsync(CancellationToken cancellationToken = default)
    {
        var (wanted, up) = await look(cancellationToken);
        return new ScaleTargetState { Desired = wanted, Ready = up, Pending = Math.Max(0, wanted - up) };
    }

    public async ValueTask SetDesiredAsync(int desired, string reason, CancellationToken cancellationToken = default) =>
        await resize(desired, cancellationToken);
}
#endregion
