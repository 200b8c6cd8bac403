namespace AutonomousSdlc.Resilience.Internal;

internal sealed class CallItem<T>(GuardKey<T> key, T value, CallItem? next) : CallItem(key, next)
{
    public T Value { get; } = value;
}
