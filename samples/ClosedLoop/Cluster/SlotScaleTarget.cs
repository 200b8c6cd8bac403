using AutonomousSdlc.Deployment;
using AutonomousSdlc.Scaling;

namespace ClosedLoop.Cluster;

/// <summary>Lets the autoscaler size the slot that has the traffic.</summary>
internal sealed class SlotScaleTarget(IDeploymentTarget target, Func<CancellationToken, ValueTask<string?>> activeSlot) : IScaleTarget
{
    public async ValueTask<ScaleTargetState> ObserveAsync(CancellationToken cancellationToken = default)
    {
        if (await activeSlot(cancellationToken) is not { } slot)
        {
            return new ScaleTargetState { Desired = 0, Ready = 0, Problem = "no slot has traffic" };
        }

        var observation = await target.ObserveSlotAsync(slot, cancellationToken);
        return new ScaleTargetState
        {
            Desired = observation.DesiredReplicas,
            Ready = Count(observation, SlotInstanceState.Ready),
            Pending = Count(observation, SlotInstanceState.Starting),
            Draining = Count(observation, SlotInstanceState.Draining),
        };
    }

    public async ValueTask SetDesiredAsync(int desired, string reason, CancellationToken cancellationToken = default)
    {
        var slot = await activeSlot(cancellationToken)
            ?? throw new ScalingException("No slot has traffic, so there is nothing to scale. Deploy a version first.");
        await target.ScaleSlotAsync(slot, desired, cancellationToken);
    }

    private static int Count(SlotObservation observation, SlotInstanceState state) =>
        observation.Instances.Count(instance => instance.State == state);
}
