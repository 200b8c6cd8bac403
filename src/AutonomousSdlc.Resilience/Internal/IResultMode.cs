namespace AutonomousSdlc.Resilience.Internal;

/// <summary>How a call reports its end: as a value and exceptions, or as an outcome. Chosen at compile time, so that both share one state machine.</summary>
internal interface IResultMode<T, TOut>
{
    static abstract TOut Succeeded(T value, int attempts);

    /// <summary>Returns or throws.</summary>
    static abstract TOut Finish(in Outcome<T> outcome);

    /// <summary>As <see cref="Finish"/>, as a task that has ended.</summary>
    static abstract ValueTask<TOut> FinishedTaskAsync(in Outcome<T> outcome);
}
