using System.Collections.Concurrent;
using AutonomousSdlc.Scaling.Tests.Processes;
using AutonomousSdlc.Shared.Processes;
using AutonomousSdlc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.Scaling.Tests.Autoscaling;

/// <summary>Real worker processes, an autoscaler and a node registry.</summary>
public sealed class ProcessScaleTargetTests : IDisposable
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(40), TimeProvider.System);
    private readonly ConcurrentQueue<string> _events = new();

    [Fact]
    public async Task An_autoscaler_scales_real_processes_from_zero_to_three_to_one()
    {
        double load = 0;
        await using var target = new ProcessScaleTarget(Options());
        await using var autoscaler = Autoscaler.Create("workers", target, a =>
        {
            a.Minimum = 0;
            a.Maximum = 5;
            a.ScaleDownStabilization = TimeSpan.Zero;
            a.Target(Signal.From("load", () => load), perWorker: 10);
        });
        (await autoscaler.EvaluateAsync()).Cause.ShouldBe(ScaleCause.OnTarget);

        load = 30;
        (await autoscaler.EvaluateAsync()).To.ShouldBe(3);
        await target.WaitUntilReadyAsync(_deadline.Token);
        var state = await target.ObserveAsync();
        (state.Ready, state.Pending, state.Problem).ShouldBe((3, 0, null));
        state.StartupDurations.Count.ShouldBe(3);
        var processes = target.Workers.Select(worker => worker.ProcessId).ToList();
        using var client = new HttpClient();
        foreach (var worker in target.Workers)
        {
            (await client.GetStringAsync(worker.Address)).ShouldBe($"number {worker.Number}");
        }

        load = 10;
        (await autoscaler.EvaluateAsync()).To.ShouldBe(1);
        await target.WaitUntilReadyAsync(_deadline.Token);
        processes.Count(Shell.IsAlive).ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_killed_from_outside_is_replaced_and_reported()
    {
        using var log = new LogRecorder();
        await using var target = new ProcessScaleTarget(Options(), logger: new Microsoft.Extensions.Logging.Logger<ProcessScaleTarget>(log));
        await target.SetDesiredAsync(2, "test");
        await target.WaitUntilReadyAsync(_deadline.Token);
        var victim = target.Workers[0];

        ProcessSignals.Send(victim.ProcessId, ProcessSignals.Kill);
        await Eventually.BecomesTrueAsync(() => target.Workers.All(worker => worker.Number > 1) && target.Workers.Count == 2, "it is replaced");
        await target.WaitUntilReadyAsync(_deadline.Token);

        log.WithEvent(3502).Single().Message.ShouldContain("ended unasked with exit code 137");
        log.WithEvent(3500).Count.ShouldBe(3);
        _events.ShouldContain("gone worker-1");
        _events.ShouldNotContain("drain worker-1");
    }

    [Fact]
    public async Task Disposal_leaves_no_process()
    {
        var target = new ProcessScaleTarget(Options());
        await target.SetDesiredAsync(3, "test");
        await target.WaitUntilReadyAsync(_deadline.Token);
        var processes = target.Workers.Select(worker => worker.ProcessId).ToList();
        processes.Count(Shell.IsAlive).ShouldBe(3);

        await target.DisposeAsync();

        processes.Count(Shell.IsAlive).ShouldBe(0);
        await Should.ThrowAsync<ObjectDisposedException>(async () => await target.SetDesiredAsync(1, "test"));
    }

    [Fact]
    public async Task Workers_join_a_registry_when_ready_and_leave_it_when_idle()
    {
        await using var provider = new ServiceCollection()
            .AddLoadBalancer("nodes", _ => { })
            .AddProcessScaleTarget("workers", options =>
            {
                Configure(options);
                options.Registry = "nodes";
            })
            .BuildServiceProvider();
        var target = provider.GetRequiredKeyedService<ProcessScaleTarget>("workers");
        var registry = provider.GetRequiredKeyedService<INodeRegistry>("nodes");
        var balancer = provider.GetRequiredKeyedService<ILoadBalancer>("nodes");
        await target.SetDesiredAsync(2, "test");
        await target.WaitUntilReadyAsync(_deadline.Token);
        registry.Current.Nodes.ToArray().Select(node => node.Address).ShouldBe(target.Workers.Select(worker => worker.Address), ignoreOrder: true);

        // One call each: the worker whose call ends first is idle, goes, and the other stays for as long as its call lasts.
        balancer.TryAcquire(new PickContext(), out var first).ShouldBeTrue();
        balancer.TryAcquire(new PickContext(), out var second).ShouldBeTrue();
        first.Node.ShouldNotBe(second.Node);
        var stays = target.Workers.Single(worker => worker.Name == second.Node.Id);
        await target.SetDesiredAsync(0, "test");
        await Eventually.BecomesTrueAsync(() => registry.Current.Count(NodeState.Draining) == 2, "both drain");
        balancer.TryAcquire(new PickContext(), out _).ShouldBeFalse();

        first.Complete(CallOutcome.Succeeded, TimeSpan.FromMilliseconds(1));
        await Eventually.BecomesTrueAsync(() => registry.Current.Nodes.Length == 1, "the idle one left");
        Shell.IsAlive(stays.ProcessId).ShouldBeTrue();

        second.Complete(CallOutcome.Succeeded, TimeSpan.FromMilliseconds(1));
        await target.WaitUntilReadyAsync(_deadline.Token);
        registry.Current.Nodes.Length.ShouldBe(0);
        Shell.IsAlive(stays.ProcessId).ShouldBeFalse();
    }

    [Fact]
    public async Task A_worker_that_never_becomes_ready_is_a_clear_error()
    {
        var options = Options("exit-9");
        await using var target = new ProcessScaleTarget(options);
        await target.SetDesiredAsync(1, "test");

        var exception = await Should.ThrowAsync<ScalingException>(() => target.WaitUntilReadyAsync(_deadline.Token));

        exception.Message.ShouldContain("ended with exit code 9 before it was ready");
        exception.Message.ShouldContain("cannot start: the disk is full");
        var state = await target.ObserveAsync();
        state.Pending.ShouldBe(1);
        state.Problem.ShouldNotBeNull().ShouldContain("exit code 9");
    }

    [Fact]
    public async Task A_drain_that_does_not_end_is_a_warning()
    {
        using var log = new LogRecorder();
        var options = Options();
        options.DrainTimeout = TimeSpan.FromMilliseconds(100);
        options.OnDrain = (_, token) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        options.Output = (worker, line) => _events.Enqueue($"{worker.Name}: {line}");
        await using var target = new ProcessScaleTarget(options, logger: new Microsoft.Extensions.Logging.Logger<ProcessScaleTarget>(log));
        await target.SetDesiredAsync(1, "test");
        await target.WaitUntilReadyAsync(_deadline.Token);
        await target.SetDesiredAsync(0, "test");
        await target.WaitUntilReadyAsync(_deadline.Token);

        // The worker goes at the deadline whether or not its drain has already noticed the cancellation and said so.
        while (log.WithEvent(3503).Count == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, _deadline.Token);
        }

        log.WithEvent(3503).ShouldHaveSingleItem().Message.ShouldContain("DrainTimeout");
        _events.ShouldContain("worker-1: asked to stop");
    }

    public void Dispose() => _deadline.Dispose();

    private ProcessScaleTargetOptions Options(string mode = "")
    {
        var options = new ProcessScaleTargetOptions();
        Configure(options, mode);
        return options;
    }

    private void Configure(ProcessScaleTargetOptions options) => Configure(options, "");

    private void Configure(ProcessScaleTargetOptions options, string mode)
    {
        var command = TinyServer.Command(mode);
        options.FileName = command.FileName;
        foreach (var argument in command.Arguments)
        {
            options.Arguments.Add(argument);
        }

        foreach (var (name, value) in command.Environment)
        {
            options.Environment[name] = value;
        }

        options.ReadinessPath = "/ready";
        options.OnReady = (worker, _) => Note("ready", worker);
        options.OnDrain = (worker, _) => Note("drain", worker);
        options.OnGone = worker => Note("gone", worker);
    }

    private Task Note(string what, ProcessInstance worker)
    {
        _events.Enqueue($"{what} {worker.Name}");
        return Task.CompletedTask;
    }
}
