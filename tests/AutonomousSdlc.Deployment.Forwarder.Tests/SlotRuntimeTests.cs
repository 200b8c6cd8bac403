using AutonomousSdlc.Deployment.Forwarder.Internal;
using AutonomousSdlc.Deployment.Forwarder.Tests.Support;
using AutonomousSdlc.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class SlotRuntimeTests
{
    [Fact]
    public async Task Several_drains_wait_for_the_same_end()
    {
        var slot = new SlotRuntime("blue", handler: null);
        slot.Enter();
        slot.Enter();
        var drains = Enumerable.Range(0, 3).Select(_ => slot.WaitIdleAsync(TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None).AsTask()).ToArray();

        slot.Exit();
        drains.ShouldAllBe(drain => !drain.IsCompleted);
        slot.Exit();

        (await Task.WhenAll(drains).WithinDeadlineAsync()).ShouldAllBe(drained => drained);
    }

    [Fact]
    public async Task A_drain_can_be_cancelled()
    {
        var slot = new SlotRuntime("blue", handler: null);
        slot.Enter();
        using var cancel = new CancellationTokenSource();
        var drain = slot.WaitIdleAsync(TimeSpan.FromMinutes(1), TimeProvider.System, cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => drain);
    }

    [Fact]
    public async Task No_request_slips_behind_a_drain()
    {
        // The invariant of the whole package, hammered: once a slot lost its weight and was seen idle, nothing enters it.
        var endpoint = new Uri("http://127.0.0.1:1/");
        using var director = new TrafficDirector(new ForwarderOptions(), TimeProvider.System, NullLogger.Instance);
        await director.ApplyAsync(Changes.Of(1, 1, [("blue", 100), ("green", 0)], ("blue", [endpoint]), ("green", [endpoint])), CancellationToken.None);
        var closed = new int[2];
        var violations = 0;
        using var stop = new CancellationTokenSource();
        var workers = Enumerable.Range(0, 3).Select(_ => Task.Run(Work, CancellationToken.None)).ToArray();

        for (var generation = 2; generation < 300; generation++)
        {
            var (next, old) = (generation % 2, (generation + 1) % 2);
            Volatile.Write(ref closed[next], 0);
            string[] names = ["green", "blue"];
            await director.ApplyAsync(Changes.Of(1, generation, [(names[next], 100), (names[old], 0)]), CancellationToken.None);
            (await director.DrainAsync(names[old], TimeSpan.FromSeconds(20), CancellationToken.None)).ShouldBeTrue();
            Interlocked.Exchange(ref closed[old], 1);
        }

        await stop.CancelAsync();
        await Task.WhenAll(workers);
        violations.ShouldBe(0);

        void Work()
        {
            while (!stop.IsCancellationRequested)
            {
                if (director.TryEnter(out var entry))
                {
                    if (Volatile.Read(ref closed[entry.Slot.Name == "blue" ? 1 : 0]) != 0)
                    {
                        Interlocked.Increment(ref violations);
                    }

                    entry.Slot.Exit();
                }
            }
        }
    }

    [Fact]
    public void An_activity_timer_ends_only_after_real_silence()
    {
        var time = new ManualTimeProvider();
        using var timer = new ActivityTimer(TimeSpan.FromSeconds(10), time, CancellationToken.None);
        for (var i = 0; i < 5; i++)
        {
            time.Advance(TimeSpan.FromSeconds(9));
            timer.Touch();
        }

        timer.Token.IsCancellationRequested.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(9.9));
        timer.TimedOut.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));
        timer.TimedOut.ShouldBeTrue();
        timer.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task An_activity_timer_ends_with_its_client_and_leaves_no_timer_behind()
    {
        var time = new ManualTimeProvider();
        using var client = new CancellationTokenSource();
        using (var timer = new ActivityTimer(TimeSpan.FromSeconds(10), time, client.Token))
        {
            timer.Restart(TimeSpan.FromSeconds(20));
            await client.CancelAsync();
            timer.Token.IsCancellationRequested.ShouldBeTrue();
            timer.TimedOut.ShouldBeFalse();
        }

        time.ActiveTimers.ShouldBe(0);
    }
}
