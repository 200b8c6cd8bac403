using AutonomousSdlc.Testing;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Scaling.Tests.Autoscaling;

public sealed class AutoscalerEngineTests : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly LogRecorder _log = new();
    private readonly InMemoryScaleTarget _target;
    private IAutoscaler? _autoscaler;
    private double? _load = 10;

    public AutoscalerEngineTests()
    {
        _target = new InMemoryScaleTarget(1, TimeSpan.FromSeconds(3), timeProvider: _time);
    }

    [Fact]
    public async Task Follows_a_load_that_triples_and_falls()
    {
        var autoscaler = Create();
        (await autoscaler.EvaluateAsync()).Cause.ShouldBe(ScaleCause.OnTarget);

        _load = 30;
        var up = await autoscaler.EvaluateAsync();
        (up.From, up.To, up.Autoscaler, up.At).ShouldBe((1, 3, "workers", _time.GetUtcNow()));
        up.Evidence.Target.ShouldNotBeNull().Ready.ShouldBe(1);
        _target.State.Pending.ShouldBe(2);

        _load = 10;
        _time.Advance(TimeSpan.FromSeconds(10));
        (await autoscaler.EvaluateAsync()).Cause.ShouldBe(ScaleCause.Stabilizing);
        _time.Advance(TimeSpan.FromSeconds(55));
        (await autoscaler.EvaluateAsync()).To.ShouldBe(1);
        _target.State.Desired.ShouldBe(1);

        autoscaler.History.Select(decision => decision.Cause)
            .ShouldBe([ScaleCause.OnTarget, ScaleCause.LoadAboveTarget, ScaleCause.Stabilizing, ScaleCause.LoadBelowTarget]);
        autoscaler.LastDecision.ShouldNotBeNull().ToString().ShouldStartWith("Down from 3 to 1: ");
        _log.WithEvent(3402).Select(entry => entry.Message).ShouldContain(message => message.Contains("scaled from 1 to 3"));
    }

    [Fact]
    public async Task The_loop_evaluates_every_interval_until_it_is_stopped()
    {
        var evaluated = new SemaphoreSlim(0);
        var autoscaler = Create(options => options.Target(
            Signal.From("counted", () =>
            {
                evaluated.Release();
                return 1;
            }),
            perWorker: 10));
        autoscaler.Start();
        autoscaler.Start();
        await WaitAsync(evaluated);
        for (var i = 0; i < 3; i++)
        {
            // The loop sleeps when its timer is armed.
            await Processes.Eventually.BecomesTrueAsync(() => _time.ActiveTimers == 1, "the loop sleeps");
            _time.Advance(TimeSpan.FromSeconds(5));
            await WaitAsync(evaluated);
        }

        await autoscaler.StopAsync();
        await autoscaler.StopAsync();
        _time.ActiveTimers.ShouldBe(0);
        _log.WithEvent(3400).Count.ShouldBe(1);
        _log.WithEvent(3401).Count.ShouldBe(1);

        autoscaler.Start();
        await WaitAsync(evaluated);
    }

    [Fact]
    public async Task A_signal_that_fails_is_unknown_and_holds()
    {
        var autoscaler = Create(options => options.Target(Signal.From("broken", Fail), perWorker: 1));

        var decision = await autoscaler.EvaluateAsync();

        (decision.To, decision.Cause).ShouldBe((1, ScaleCause.SignalUnknown));
        decision.Reason.ShouldContain("signal \"broken\" is unknown (It failed: no route)");
        _log.WithEvent(3404).Single().Level.ShouldBe(LogLevel.Warning);
        _log.WithEvent(3404).Single().Message.ShouldContain("CallTimeout");

        static double? Fail() => throw new InvalidOperationException("no route");
    }

    [Fact]
    public async Task A_signal_that_hangs_is_unknown_after_the_timeout()
    {
        var asked = new TaskCompletionSource();
        var autoscaler = Create(options => options.Target(
            Signal.From("slow", async token =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
                return 1;
            }),
            perWorker: 1));

        var evaluation = autoscaler.EvaluateAsync().AsTask();
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(30));

        (await evaluation).Reason.ShouldContain("It gave nothing within 30 s (CallTimeout)");
    }

    [Fact]
    public async Task An_asynchronous_signal_is_read()
    {
        var autoscaler = Create(options => options.Target(Signal.From("queue", _ => new ValueTask<double?>(35)), perWorker: 10));

        (await autoscaler.EvaluateAsync()).To.ShouldBe(4);
    }

    [Fact]
    public async Task A_target_that_cannot_be_observed_holds_and_recovers()
    {
        var target = new ScriptedScaleTarget { Observe = () => throw new InvalidOperationException("connection refused") };
        var autoscaler = Create(target: target);

        var decision = await autoscaler.EvaluateAsync();
        decision.Cause.ShouldBe(ScaleCause.TargetUnknown);
        decision.Reason.ShouldBe("Held: the target could not be observed: connection refused.");
        decision.Evidence.Target.ShouldBeNull();
        decision.Evidence.Signals.Single().Value.ShouldBe(10);
        await autoscaler.EvaluateAsync();
        _log.WithEvent(3406).Count.ShouldBe(1, "the same trouble is told once");

        target.Observe = () => Task.FromResult(new ScaleTargetState { Desired = 1, Ready = 1 });
        (await autoscaler.EvaluateAsync()).Cause.ShouldBe(ScaleCause.OnTarget);
    }

    [Fact]
    public async Task A_target_that_hangs_holds_after_the_timeout()
    {
        var target = new ScriptedScaleTarget { Observe = () => new TaskCompletionSource<ScaleTargetState>().Task };
        var autoscaler = Create(target: target);

        var evaluation = autoscaler.EvaluateAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(30));

        (await evaluation).Reason.ShouldContain("no answer within 30 s (CallTimeout).");
    }

    [Fact]
    public async Task A_target_with_negative_counts_is_not_believed()
    {
        var target = new ScriptedScaleTarget { Observe = () => Task.FromResult(new ScaleTargetState { Desired = -1, Ready = 0 }) };

        (await Create(target: target).EvaluateAsync()).Cause.ShouldBe(ScaleCause.TargetUnknown);
    }

    [Fact]
    public async Task A_change_that_fails_is_a_hold_and_is_tried_again()
    {
        _load = 50;
        var asked = new List<int>();
        var target = new ScriptedScaleTarget
        {
            Observe = () => Task.FromResult(new ScaleTargetState { Desired = 2, Ready = 2 }),
            SetDesired = desired =>
            {
                asked.Add(desired);
                throw new InvalidOperationException("409 conflict");
            },
        };
        var autoscaler = Create(target: target);

        var decision = await autoscaler.EvaluateAsync();

        (decision.From, decision.To, decision.Cause).ShouldBe((2, 2, ScaleCause.TargetFailed));
        decision.Reason.ShouldBe("Held at 2: the target did not change to 5: 409 conflict. It is asked again at the next evaluation.");
        await autoscaler.EvaluateAsync();
        asked.ShouldBe([5, 5]);
    }

    [Fact]
    public async Task Another_target_takes_over_at_the_next_evaluation()
    {
        var autoscaler = Create();
        await autoscaler.EvaluateAsync();
        var second = new InMemoryScaleTarget(timeProvider: _time);

        autoscaler.Retarget(second);
        var decision = await autoscaler.EvaluateAsync();

        autoscaler.Target.ShouldBeSameAs(second);
        (decision.From, decision.To, decision.Cause).ShouldBe((0, 1, ScaleCause.OutOfBounds));
        second.State.Desired.ShouldBe(1);
        _log.WithEvent(3408).Single().Message.ShouldContain(nameof(InMemoryScaleTarget));
    }

    [Fact]
    public async Task Cancelling_an_evaluation_cancels_it()
    {
        using var cancel = new CancellationTokenSource();
        var autoscaler = Create(options => options.Target(
            Signal.From("slow", async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, token);
                return 1;
            }),
            perWorker: 1));
        var evaluation = autoscaler.EvaluateAsync(cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(evaluation);
        autoscaler.History.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_history_is_bounded_and_holds_are_told_once()
    {
        var autoscaler = Create(options =>
        {
            options.HistoryLimit = 3;
            options.Up.Count = 50;
        });
        for (var i = 0; i < 50; i++)
        {
            await autoscaler.EvaluateAsync();
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        autoscaler.History.Count.ShouldBe(1);
        for (var i = 1; i < 6; i++)
        {
            _load = (i + 1) * 10;
            await autoscaler.EvaluateAsync();
        }

        autoscaler.History.Select(decision => decision.To).ShouldBe([4, 5, 6]);
    }

    [Fact]
    public async Task A_load_beyond_the_maximum_is_a_warning_that_names_the_option()
    {
        _load = 1000;
        var autoscaler = Create(options => options.Maximum = 1);

        (await autoscaler.EvaluateAsync()).Cause.ShouldBe(ScaleCause.AtMaximum);

        _log.WithEvent(3405).Single().Message.ShouldContain("Raise Maximum");
    }

    [Fact]
    public async Task Metrics_show_workers_signals_and_decisions()
    {
        using var metrics = new MetricRecorder(ScalingTelemetry.MeterName);
        var name = $"metrics-{Guid.NewGuid():N}";
        var autoscaler = Create(name: name);
        _load = 20;
        await autoscaler.EvaluateAsync();
        await autoscaler.EvaluateAsync();
        metrics.Collect();

        var own = metrics.Measurements.Where(measurement => measurement.HasTag(ScalingTelemetry.AutoscalerTag, name)).ToList();
        own.ShouldContain(m => m.Instrument == ScalingTelemetry.Decisions && m.HasTag(ScalingTelemetry.DirectionTag, "up") && m.HasTag(ScalingTelemetry.CauseTag, "LoadAboveTarget"));
        own.ShouldContain(m => m.Instrument == ScalingTelemetry.Decisions && m.HasTag(ScalingTelemetry.DirectionTag, "hold") && m.HasTag(ScalingTelemetry.CauseTag, "OnTarget"));
        own.ShouldContain(m => m.Instrument == ScalingTelemetry.WorkersDesired && m.Value == 2);
        own.ShouldContain(m => m.Instrument == ScalingTelemetry.Workers && m.HasTag(ScalingTelemetry.WorkerStateTag, "ready") && m.Value == 1);
        own.ShouldContain(m => m.Instrument == ScalingTelemetry.Workers && m.HasTag(ScalingTelemetry.WorkerStateTag, "pending") && m.Value == 1);
        own.ShouldContain(m => m.Instrument == ScalingTelemetry.SignalValue && m.HasTag(ScalingTelemetry.SignalTag, "load") && m.Value == 20);
    }

    [Fact]
    public async Task A_disposed_autoscaler_refuses_to_work_and_leaves_its_target()
    {
        var autoscaler = Create();
        autoscaler.Start();
        await autoscaler.DisposeAsync();
        await autoscaler.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(async () => await autoscaler.EvaluateAsync());
        Should.Throw<ObjectDisposedException>(autoscaler.Start);
        _time.ActiveTimers.ShouldBe(0);
        _target.State.Desired.ShouldBe(1);
    }

    [Fact]
    public async Task Many_callers_evaluate_one_after_the_other()
    {
        var inside = 0;
        var overlap = false;
        var autoscaler = Create(options => options.Target(
            Signal.From("guarded", async _ =>
            {
                overlap |= Interlocked.Increment(ref inside) > 1;
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                return 10;
            }),
            perWorker: 10));

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => autoscaler.EvaluateAsync().AsTask())));

        overlap.ShouldBeFalse();
    }

    public async ValueTask DisposeAsync()
    {
        if (_autoscaler is not null)
        {
            await _autoscaler.DisposeAsync();
        }

        _log.Dispose();
    }

    private static async Task WaitAsync(SemaphoreSlim semaphore) =>
        (await semaphore.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();

    private IAutoscaler Create(Action<AutoscalerOptions>? configure = null, IScaleTarget? target = null, string name = "workers")
    {
        _autoscaler = Autoscaler.Create(
            name,
            target ?? _target,
            options =>
            {
                options.Maximum = 10;
                options.ScaleDownStabilization = TimeSpan.FromMinutes(1);
                configure?.Invoke(options);
                if (options.GetTargets().Count == 0)
                {
                    options.Target(Signal.From("load", () => _load), perWorker: 10);
                }
            },
            _time,
            _log.CreateLogger("autoscaler"));
        return _autoscaler;
    }
}
