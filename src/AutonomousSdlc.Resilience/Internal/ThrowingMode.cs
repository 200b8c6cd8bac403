namespace AutonomousSdlc.Resilience.Internal;

internal readonly struct ThrowingMode<T> : IResultMode<T, T>
{
    public static T Succeeded(T value, int attempts) => value;

    public static T Finish(in Outcome<T> outcome) => outcome.GetValueOrThrow();

    public static ValueTask<T> FinishedTaskAsync(in Outcome<T> outcome) =>
        outcome.HasValue ? new ValueTask<T>(outcome.Value!) : ValueTask.FromException<T>(outcome.Exception!);
}
