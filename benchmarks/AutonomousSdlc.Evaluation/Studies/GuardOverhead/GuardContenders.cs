using AutonomousSdlc.Evaluation.Timing;
using AutonomousSdlc.Resilience;

namespace AutonomousSdlc.Evaluation.Studies.GuardOverhead;

/// <summary>The guard with its default options: deadline, time limit of an attempt, retries with a budget, and circuit.</summary>
internal sealed class GuardContenders : IDisposable
{
    public const string Name = "guard";

    private readonly ResilienceGuard _closed = new("closed");
    private readonly ResilienceGuard _open;

    public GuardContenders()
    {
        var options = new ResilienceGuardOptions();
        options.Retry.MaximumRetries = 0;
        options.Breaker.ConsecutiveFailures = 1;
        options.Breaker.Pause = TimeSpan.FromHours(1);
        options.Breaker.MaximumPause = TimeSpan.FromHours(1);
        options.Breaker.PauseJitterRatio = 0;
        _open = new ResilienceGuard("open", options);
        _open.ExecuteOutcome<int, int>(static (_, _) => throw new IOException("makes the circuit open"), 0);
    }

    public Contender Synchronous() => new(Name, operations =>
    {
        var sum = 0;
        for (var i = 0; i < operations; i++)
        {
            sum += _closed.Execute(static (state, _) => state + 1, i);
        }

        Sink.Consume(sum);
    });

    public Contender Completed() => Contender.Asynchronous(Name, async operations =>
    {
        var sum = 0;
        for (var i = 0; i < operations; i++)
        {
            sum += await _closed.ExecuteAsync(static (state, _) => new ValueTask<int>(state + 1), i).ConfigureAwait(false);
        }

        Sink.Consume(sum);
    });

    public Contender Yielding() => Contender.Asynchronous(Name, async operations =>
    {
        var sum = 0;
        for (var i = 0; i < operations; i++)
        {
            sum += await _closed.ExecuteAsync(Operations.YieldAsync, i).ConfigureAwait(false);
        }

        Sink.Consume(sum);
    });

    public Contender Rejecting() => Contender.Asynchronous(Name, async operations =>
    {
        for (var i = 0; i < operations; i++)
        {
            var outcome = await _open.ExecuteOutcomeAsync(static (state, _) => new ValueTask<int>(state), i).ConfigureAwait(false);
            if (!outcome.IsRejected)
            {
                throw new InvalidOperationException("A call was not refused, so nothing is measured.");
            }
        }
    });

    public void Dispose()
    {
        _closed.Dispose();
        _open.Dispose();
    }
}
