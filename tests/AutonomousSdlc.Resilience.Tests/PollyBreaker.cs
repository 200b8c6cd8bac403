using AutonomousSdlc.Testing;
using Polly;
using Polly.CircuitBreaker;
using PollyState = Polly.CircuitBreaker.CircuitState;

namespace AutonomousSdlc.Resilience.Tests;

/// <summary>The circuit breaker of Polly.Core 8.9.1 on virtual time, to show what it answers in the same situations.</summary>
internal sealed class PollyBreaker
{
    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<int> _pipeline;

    /// <param name="configure">Changes Polly's defaults. Left out: a breaker that four failures within ten seconds open for five.</param>
    public PollyBreaker(Action<CircuitBreakerStrategyOptions<int>>? configure = null)
    {
        var options = new CircuitBreakerStrategyOptions<int> { StateProvider = _state };
        configure ??= static o =>
        {
            o.FailureRatio = 0.5;
            o.MinimumThroughput = 4;
            o.SamplingDuration = TimeSpan.FromSeconds(10);
            o.BreakDuration = TimeSpan.FromSeconds(5);
        };
        configure(options);
        _pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = Time }.AddCircuitBreaker(options).Build();
    }

    public ManualTimeProvider Time { get; } = new();

    public PollyState State => _state.CircuitState;

    /// <returns>Whether the call was admitted.</returns>
    public bool Call(Func<int> operation)
    {
        var admitted = false;
        try
        {
            _pipeline.Execute(() =>
            {
                admitted = true;
                return operation();
            });
        }
        catch (Exception exception) when (exception is IOException or BrokenCircuitException)
        {
            // What the operation threw or the breaker refused; the state tells what became of it.
        }

        return admitted;
    }

    public bool Succeed() => Call(static () => 1);

    public bool Fail() => Call(static () => throw new IOException("broken"));

    /// <summary>Starts a call that ends when the returned source does.</summary>
    public (TaskCompletionSource<int> Source, Task<int> Call) Start(CancellationToken cancellationToken = default)
    {
        var source = new TaskCompletionSource<int>();
        return (source, _pipeline.ExecuteAsync(async token => await source.Task.WaitAsync(token), cancellationToken).AsTask());
    }

    /// <summary>Opens the circuit and waits until the next call is a probe.</summary>
    public void TripAndWait()
    {
        for (var i = 0; i < 4; i++)
        {
            Fail();
        }

        State.ShouldBe(PollyState.Open);
        Time.Advance(TimeSpan.FromSeconds(6));
    }
}
