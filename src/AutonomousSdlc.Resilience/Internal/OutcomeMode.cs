namespace AutonomousSdlc.Resilience.Internal;

internal readonly struct OutcomeMode<T> : IResultMode<T, Outcome<T>>
{
    public static Outcome<T> Succeeded(T value, int attempts) => new(OutcomeKind.Success, value, detail: null, attempts);

    public static Outcome<T> Finish(in Outcome<T> outcome) => outcome;

    public static ValueTask<Outcome<T>> FinishedTaskAsync(in Outcome<T> outcome) => new(outcome);
}
