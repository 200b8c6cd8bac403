namespace AutonomousSdlc.Resilience.Internal;

/// <summary>One step of a fallback chain, whatever its value type.</summary>
internal abstract class FallbackStep(string name, int priority, Func<FallbackContext, bool>? when)
{
    public string Name { get; } = name;

    public int Priority { get; } = priority;

    public abstract Type ValueType { get; }

    /// <summary>Whether the partition has to remember the last good value for this step.</summary>
    public virtual bool RemembersValues => false;

    public bool AppliesTo(in FallbackContext context) => when is null || when(context);
}
