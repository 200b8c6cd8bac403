using System.Threading.RateLimiting;
using AutonomousSdlc.Evaluation.Timing;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace AutonomousSdlc.Evaluation.Studies.GuardOverhead;

/// <summary>Polly.Core: the chain limiter, timeout, retry, breaker, timeout, and the breaker alone.</summary>
internal sealed class PollyContenders : IDisposable
{
    public const string ChainName = "polly-chain";
    public const string BreakerName = "polly-breaker";

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions { PermitLimit = 1000, QueueLimit = 0 });
    private readonly ResiliencePipeline _closed;
    private readonly ResiliencePipeline _open;
    private readonly ResiliencePipeline _openBreaker;

    public PollyContenders()
    {
        _closed = Chain(new CircuitBreakerStrategyOptions());
        _open = Trip(Chain(TrippedByTwoFailures()));
        _openBreaker = Trip(new ResiliencePipelineBuilder().AddCircuitBreaker(TrippedByTwoFailures()).Build());
    }

    public Contender Synchronous() => new(ChainName, operations =>
    {
        var sum = 0;
        for (var i = 0; i < operations; i++)
        {
            sum += _closed.Execute(static (state, _) => state + 1, i, CancellationToken.None);
        }

        Sink.Consume(sum);
    });

    public Contender Completed() => Contender.Asynchronous(ChainName, async operations =>
    {
        var sum = 0;
        for (var i = 0; i < operations; i++)
        {
            sum += await _closed.ExecuteAsync(static (state, _) => new ValueTask<int>(state + 1), i, CancellationToken.None).ConfigureAwait(false);
        }

        Sink.Consume(sum);
    });

    public Contender Yielding() => Contender.Asynchronous(ChainName, async operations =>
    {
        var sum = 0;
        for (var i = 0; i < operations; i++)
        {
            sum += await _closed.ExecuteAsync(
                static async (state, _) =>
                {
                    await Task.Yield();
                    return state + 1;
                },
                i,
                CancellationToken.None).ConfigureAwait(false);
        }

        Sink.Consume(sum);
    });

    public Contender Rejecting() => Rejecting(ChainName, _open);

    public Contender RejectingBreaker() => Rejecting(BreakerName, _openBreaker);

    public void Dispose() => _limiter.Dispose();

    /// <summary>Refusals as outcomes, which is the cheaper of Polly's two ways; one context serves the whole loop.</summary>
    private static Contender Rejecting(string name, ResiliencePipeline pipeline) => Contender.Asynchronous(name, async operations =>
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false);
        for (var i = 0; i < operations; i++)
        {
            var outcome = await pipeline.ExecuteOutcomeAsync(static (_, state) => new ValueTask<Outcome<int>>(Outcome.FromResult(state)), context, i).ConfigureAwait(false);
            if (outcome.Exception is not BrokenCircuitException)
            {
                throw new InvalidOperationException("A call was not refused, so nothing is measured.");
            }
        }

        ResilienceContextPool.Shared.Return(context);
    });

    private static CircuitBreakerStrategyOptions TrippedByTwoFailures() => new()
    {
        FailureRatio = 0.1,
        MinimumThroughput = 2,
        BreakDuration = TimeSpan.FromHours(1),
    };

    private static ResiliencePipeline Trip(ResiliencePipeline pipeline)
    {
        for (var i = 0; i < 2; i++)
        {
            try
            {
                pipeline.Execute(static () => throw new NotSupportedException("makes the breaker open"));
            }
            catch (NotSupportedException)
            {
                // The failure that the breaker counts.
            }
        }

        return pipeline;
    }

    /// <summary>Refusals by the breaker are not retried, as with the guard.</summary>
    private ResiliencePipeline Chain(CircuitBreakerStrategyOptions breaker) => new ResiliencePipelineBuilder()
        .AddStrategy(_ => new LimiterStrategy(_limiter))
        .AddTimeout(TimeSpan.FromSeconds(30))
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.Zero,
            ShouldHandle = static arguments => new ValueTask<bool>(arguments.Outcome.Exception is IOException),
        })
        .AddCircuitBreaker(breaker)
        .AddTimeout(TimeSpan.FromSeconds(10))
        .Build();
}
