using AutonomousSdlc.Testing;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Resilience.Tests;

/// <summary>A guard on virtual time with its logs, and operations that fail on demand.</summary>
internal sealed class GuardHarness : IDisposable
{
    public GuardHarness(Action<ResilienceGuardOptions>? configure = null, string name = "payments")
    {
        var options = new ResilienceGuardOptions { Seed = 7 };
        options.Retry.MaximumRetries = 0;
        options.Breaker.PauseJitterRatio = 0;
        configure?.Invoke(options);
        Guard = new ResilienceGuard(name, options, Time, new Logger<ResilienceGuard>(Logs));
    }

    public ManualTimeProvider Time { get; } = new();

    public LogRecorder Logs { get; } = new();

    public ResilienceGuard Guard { get; }

    public static int Succeed(int value, CancellationToken cancellationToken) => value;

    public static int Throw(Exception exception, CancellationToken cancellationToken) => throw exception;

    public Outcome<int> Succeed(string? partition = null) =>
        Guard.ExecuteOutcome(Succeed, 1, new GuardCall { Partition = partition });

    public Outcome<int> Fail(string? partition = null, Exception? exception = null) =>
        Guard.ExecuteOutcome(Throw, exception ?? new IOException("broken"), new GuardCall { Partition = partition });

    /// <summary>Fails as often as it takes to open the circuit with the default options.</summary>
    public void Trip(string? partition = null)
    {
        for (var i = 0; i < 5; i++)
        {
            Fail(partition);
        }

        Guard.Explain(partition).State.ShouldBe(CircuitState.Open);
    }

    /// <summary>
    /// Moves the clock. What becomes due runs to its next wait before this returns, because no synchronization context of
    /// the test runner sends continuations elsewhere.
    /// </summary>
    public void Advance(TimeSpan delta) => WithoutContext(() =>
    {
        Time.Advance(delta);
        return 0;
    });

    /// <summary>Starts a call that ends when the returned source does.</summary>
    public (TaskCompletionSource<int> Source, Task<Outcome<int>> Call) Start(string? partition = null, CancellationToken cancellationToken = default)
    {
        var source = new TaskCompletionSource<int>();
        var call = WithoutContext(() => Guard.ExecuteOutcomeAsync(HoldAsync, source, new GuardCall { Partition = partition }, cancellationToken).AsTask());
        return (source, call);
    }

    /// <summary>Starts a call that ends only when it is cancelled.</summary>
    public Task<Outcome<int>> StartHanging(in GuardCall call = default)
    {
        var copy = call;
        return WithoutContext(() => Guard.ExecuteOutcomeAsync(static (_, token) => HoldAsync(new TaskCompletionSource<int>(), token), 0, copy).AsTask());
    }

    public void Dispose() => Guard.Dispose();

    private static async ValueTask<int> HoldAsync(TaskCompletionSource<int> source, CancellationToken token)
    {
        await using var registration = token.Register(() => source.TrySetCanceled(token));
        return await source.Task;
    }

    private static T WithoutContext<T>(Func<T> action)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return action();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
