namespace AutonomousSdlc.Scaling;

/// <summary>The rule that decided an evaluation: why the count changes, or why it does not.</summary>
public enum ScaleCause
{
    /// <summary>Up: a signal needs more workers.</summary>
    LoadAboveTarget = 0,

    /// <summary>Down: every signal has needed fewer workers for the whole stabilisation window.</summary>
    LoadBelowTarget,

    /// <summary>Up or down: the count was outside <see cref="AutoscalerOptions.Minimum"/> and <see cref="AutoscalerOptions.Maximum"/>.</summary>
    OutOfBounds,

    /// <summary>Held: the load needs exactly the current count.</summary>
    OnTarget,

    /// <summary>Held: the load differs from its target by no more than <see cref="AutoscalerOptions.Tolerance"/>.</summary>
    WithinTolerance,

    /// <summary>Held: more were needed within <see cref="AutoscalerOptions.ScaleDownStabilization"/>.</summary>
    Stabilizing,

    /// <summary>Held: <see cref="AutoscalerOptions.Up"/> or <see cref="AutoscalerOptions.Down"/> allows no step now.</summary>
    RateLimited,

    /// <summary>Held: the load needs fewer, and the count is at <see cref="AutoscalerOptions.Minimum"/>.</summary>
    AtMinimum,

    /// <summary>Held: the load needs more, and the count is at <see cref="AutoscalerOptions.Maximum"/>.</summary>
    AtMaximum,

    /// <summary>Held: a signal gives no value, and the others ask for no more workers.</summary>
    SignalUnknown,

    /// <summary>Held: the target could not be observed.</summary>
    TargetUnknown,

    /// <summary>Held: the target refused or failed the change.</summary>
    TargetFailed,
}
