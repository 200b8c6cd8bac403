using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Finds a registered target: by the autoscaler's name, otherwise without a key.</summary>
internal static class TargetResolution
{
    public static IScaleTarget Resolve<TTarget>(IServiceProvider provider, string name)
        where TTarget : class, IScaleTarget =>
        provider.GetKeyedService<TTarget>(name)
        ?? provider.GetService<TTarget>()
        ?? throw new ScalingException(
            $"Autoscaler \"{name}\" shall scale a {typeof(TTarget).Name}, but none is registered, neither with the key \"{name}\" nor without. "
            + $"Register one, for a process with AddProcessScaleTarget(\"{name}\", ...), or pass it to Scale.");
}
