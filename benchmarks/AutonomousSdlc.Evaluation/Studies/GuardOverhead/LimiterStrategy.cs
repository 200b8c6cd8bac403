using System.Threading.RateLimiting;
using Polly;

namespace AutonomousSdlc.Evaluation.Studies.GuardOverhead;

/// <summary>A limiter of System.Threading.RateLimiting as a Polly strategy, as small as it can be: Polly.Core has none.</summary>
internal sealed class LimiterStrategy(RateLimiter limiter) : ResilienceStrategy
{
    protected override async ValueTask<Outcome<TResult>> ExecuteCore<TResult, TState>(
        Func<ResilienceContext, TState, ValueTask<Outcome<TResult>>> callback,
        ResilienceContext context,
        TState state)
    {
        using var lease = await limiter.AcquireAsync(permitCount: 1, context.CancellationToken).ConfigureAwait(context.ContinueOnCapturedContext);
        return lease.IsAcquired
            ? await callback(context, state).ConfigureAwait(context.ContinueOnCapturedContext)
            : Outcome.FromException<TResult>(new InvalidOperationException("The limiter refused a call, so nothing is measured."));
    }
}
