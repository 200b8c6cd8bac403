using System.ComponentModel.DataAnnotations;
using AutonomousSdlc.Scaling.Internal.Autoscaling;
using AutonomousSdlc.Shared;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling;

/// <summary>
/// Options of an autoscaler. Live ones take effect at the next evaluation after a change of configuration; a change that
/// is not valid is refused with a warning, and the options before it stay in force.
/// </summary>
public sealed class AutoscalerOptions
{
    private readonly List<SignalTarget> _targets = [];

    /// <summary>Fewest workers.</summary>
    /// <value>Default 1; bounds 0 to 100 000, not above <see cref="Maximum"/>. Zero needs a signal that exists without workers. Live.</value>
    [Range(0, 100_000)]
    public int Minimum { get; set; } = 1;

    /// <summary>Most workers.</summary>
    /// <value>Default 10; bounds 1 to 100 000. Live.</value>
    [Range(1, 100_000)]
    public int Maximum { get; set; } = 10;

    /// <summary>Time from one evaluation to the next.</summary>
    /// <value>Default 5 s; bounds 1 s to 1 h. Live.</value>
    [TimeSpanRange("00:00:01", "01:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Deviation of the load from its target that is ignored, so that noise does not move the count.</summary>
    /// <value>Default 0.1; bounds 0 to 1. Live.</value>
    [Range(0.0, 1.0)]
    public double Tolerance { get; set; } = 0.1;

    /// <summary>The count falls only to what was needed at most within this time. Zero scales down at once.</summary>
    /// <value>Default 5 min; bounds 0 to 1 day. Live. Scaling up never waits.</value>
    [TimeSpanRange("00:00:00", "1.00:00:00")]
    public TimeSpan ScaleDownStabilization { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How fast the count may rise.</summary>
    [ValidateObjectMembers]
    public ScaleRateOptions Up { get; } = new();

    /// <summary>How fast the count may fall.</summary>
    [ValidateObjectMembers]
    public ScaleRateOptions Down { get; } = new();

    /// <summary>Longest time for one call of the target or of a signal; what takes longer is unknown.</summary>
    /// <value>Default 30 s; bounds 100 ms to 10 min. Live.</value>
    [TimeSpanRange("00:00:00.1000000", "00:10:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Decisions kept in <see cref="IAutoscaler.History"/>.</summary>
    /// <value>Default 1 000; bounds 1 to 100 000. Not live.</value>
    [Range(1, 100_000)]
    public int HistoryLimit { get; set; } = 1000;

    internal Func<IServiceProvider, string, IScaleTarget>? TargetFactory { get; private set; }

    /// <summary>Keeps a signal's total at a number per worker: the count becomes ceil(total / <paramref name="perWorker"/>). Several targets: the largest count wins.</summary>
    /// <param name="signal">Total load, such as requests in progress or queue length.</param>
    /// <param name="perWorker">Load that one worker shall have; positive.</param>
    /// <returns>The options.</returns>
    public AutoscalerOptions Target(Signal signal, double perWorker)
    {
        ArgumentNullException.ThrowIfNull(signal);
        _targets.Add(new SignalTarget(signal, perWorker, IsAverage: false));
        return this;
    }

    /// <summary>Keeps a signal that is already a mean over the workers at a value: the count becomes ceil(ready workers x mean / <paramref name="target"/>).</summary>
    /// <param name="signal">Mean per ready worker, such as processor use. It must fall when workers are added, which a latency often does not.</param>
    /// <param name="target">Value that the mean shall have; positive.</param>
    /// <returns>The options.</returns>
    public AutoscalerOptions TargetAverage(Signal signal, double target)
    {
        ArgumentNullException.ThrowIfNull(signal);
        _targets.Add(new SignalTarget(signal, target, IsAverage: true));
        return this;
    }

    /// <summary>Scales the registered <typeparamref name="TTarget"/>: the one with the autoscaler's name as its key, otherwise the one without a key.</summary>
    /// <typeparam name="TTarget">A registered service.</typeparam>
    /// <param name="minimum">Fewest workers.</param>
    /// <param name="maximum">Most workers.</param>
    /// <returns>The options.</returns>
    public AutoscalerOptions Scale<TTarget>(int minimum, int maximum)
        where TTarget : class, IScaleTarget =>
        Scale(TargetResolution.Resolve<TTarget>, minimum, maximum);

    /// <summary>Scales a target that exists already; the autoscaler does not dispose it.</summary>
    /// <param name="target">The target.</param>
    /// <param name="minimum">Fewest workers.</param>
    /// <param name="maximum">Most workers.</param>
    /// <returns>The options.</returns>
    public AutoscalerOptions Scale(IScaleTarget target, int minimum, int maximum)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Scale((_, _) => target, minimum, maximum);
    }

    /// <summary>Scales what a factory gives when the autoscaler is created.</summary>
    /// <param name="factory">Gives the target; disposing it is the factory's matter.</param>
    /// <param name="minimum">Fewest workers.</param>
    /// <param name="maximum">Most workers.</param>
    /// <returns>The options.</returns>
    public AutoscalerOptions Scale(Func<IServiceProvider, IScaleTarget> factory, int minimum, int maximum)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return Scale((provider, _) => factory(provider), minimum, maximum);
    }

    /// <summary>A method, because the configuration binder would try to bind a property.</summary>
    internal IReadOnlyList<SignalTarget> GetTargets() => _targets;

    private AutoscalerOptions Scale(Func<IServiceProvider, string, IScaleTarget> factory, int minimum, int maximum)
    {
        TargetFactory = factory;
        Minimum = minimum;
        Maximum = maximum;
        return this;
    }
}
