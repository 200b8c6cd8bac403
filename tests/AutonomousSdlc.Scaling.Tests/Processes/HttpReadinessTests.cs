using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Scaling.Tests.Processes;

public sealed class HttpReadinessTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private static readonly Task Never = new TaskCompletionSource().Task;

    [Fact]
    public async Task Waits_until_the_answer_is_a_success()
    {
        await using var server = new ScriptedServer("503 Service Unavailable", "404 Not Found", "204 No Content");

        var result = await HttpReadiness.WaitAsync(server.Url, Never, TimeSpan.FromSeconds(20), Interval, TimeProvider.System, CancellationToken.None);

        result.IsReady.ShouldBeTrue();
        result.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Fails_fast_when_the_process_ends()
    {
        var url = new Uri($"http://127.0.0.1:{LoopbackPort.Find()}/");
        var exited = new TaskCompletionSource();
        var waiting = HttpReadiness.WaitAsync(url, exited.Task, TimeSpan.FromHours(1), Interval, TimeProvider.System, CancellationToken.None);

        exited.SetResult();

        var result = await waiting.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, CancellationToken.None);
        result.IsReady.ShouldBeFalse();
        result.Problem.ShouldBe("The process ended before it was ready.");
    }

    [Fact]
    public async Task Says_the_last_problem_at_the_deadline()
    {
        await using var server = new ScriptedServer("503 Service Unavailable");

        var result = await HttpReadiness.WaitAsync(server.Url, Never, TimeSpan.FromMilliseconds(300), Interval, TimeProvider.System, CancellationToken.None);

        result.IsReady.ShouldBeFalse();
        result.Problem.ShouldBe($"Not ready after 0.3 s. GET {server.Url} answered 503.");
    }

    [Fact]
    public async Task Names_a_refused_connection()
    {
        var url = new Uri($"http://127.0.0.1:{LoopbackPort.Find()}/ready");

        (await HttpReadiness.ProbeAsync(url, TimeProvider.System, CancellationToken.None)).ShouldNotBeNull().ShouldStartWith($"GET {url} failed: ");
    }

    [Fact]
    public async Task Cancellation_is_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = ReadinessLoop.WaitAsync(_ => Task.FromResult<string?>("no"), Never, TimeSpan.FromHours(1), Interval, TimeProvider.System, cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [Fact]
    public async Task A_probe_that_throws_means_not_ready()
    {
        var attempts = 0;
        var result = await ReadinessLoop.WaitAsync(
            _ => ++attempts < 3 ? Task.FromException<string?>(new InvalidOperationException("not yet")) : Task.FromResult<string?>(null),
            Never,
            TimeSpan.FromSeconds(20),
            Interval,
            TimeProvider.System,
            CancellationToken.None);

        result.IsReady.ShouldBeTrue();
        attempts.ShouldBe(3);
    }
}
