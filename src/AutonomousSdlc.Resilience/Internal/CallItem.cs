namespace AutonomousSdlc.Resilience.Internal;

/// <summary>One link of the immutable list of values that travel with a call.</summary>
internal abstract class CallItem(object key, CallItem? next)
{
    public object Key { get; } = key;

    public CallItem? Next { get; } = next;
}
