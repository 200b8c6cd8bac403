using System.Diagnostics.Metrics;
using AutonomousSdlc.Scaling.Internal.Autoscaling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling;

/// <summary>Creates autoscalers where there is no dependency injection.</summary>
public static class Autoscaler
{
    /// <summary>Creates an autoscaler. It does nothing until <see cref="IAutoscaler.Start"/> or <see cref="IAutoscaler.EvaluateAsync"/> is called.</summary>
    /// <param name="name">Name in decisions, logs and metrics; not blank.</param>
    /// <param name="target">What it scales; not disposed with it.</param>
    /// <param name="configure">Sets bounds and targets.</param>
    /// <param name="timeProvider">Clock. Default: the system's.</param>
    /// <param name="logger">Default: none.</param>
    /// <param name="meterFactory">Default: a meter of its own.</param>
    /// <returns>The autoscaler, to be disposed by the caller.</returns>
    /// <exception cref="OptionsValidationException">The options are not valid; it names every error.</exception>
    public static IAutoscaler Create(
        string name,
        IScaleTarget target,
        Action<AutoscalerOptions> configure,
        TimeProvider? timeProvider = null,
        ILogger? logger = null,
        IMeterFactory? meterFactory = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new AutoscalerOptions();
        configure(options);
        AutoscalerOptionsRules.ThrowIfInvalid(name, options);
        return new AutoscalerEngine(name, target, () => options, timeProvider, logger, meterFactory);
    }
}
