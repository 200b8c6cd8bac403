namespace ClosedLoop;

/// <summary>The outcome of a run.</summary>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Trace">Name of the replayed trace.</param>
/// <param name="Processors">Processors that the run could use.</param>
/// <param name="DurationSeconds">Length of the run.</param>
/// <param name="Requests">Requests sent in all.</param>
/// <param name="Failures">Requests without a good answer in all, the deliberate defect of version 3 included.</param>
/// <param name="Promises">The promises in order.</param>
/// <param name="Decisions">What the suite decided on the way, with its reasons.</param>
internal sealed record Scorecard(
    int Seed,
    string Trace,
    int Processors,
    double DurationSeconds,
    long Requests,
    long Failures,
    IReadOnlyList<Promise> Promises,
    IReadOnlyList<string> Decisions)
{
    public bool AllKept => Promises.All(promise => promise.Kept);
}
