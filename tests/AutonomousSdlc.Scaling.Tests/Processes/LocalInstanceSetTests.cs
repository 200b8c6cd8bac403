using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Scaling.Tests.Processes;

/// <summary>Real server processes on loopback ports.</summary>
public sealed class LocalInstanceSetTests : IDisposable
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(40), TimeProvider.System);
    private readonly ConcurrentQueue<string> _events = new();

    private LocalInstanceSetOptions Options => new()
    {
        Name = "tiny",
        Command = TinyServer.Command(),
        ReadinessPath = "/ready",
        OnReady = (instance, _) => Note("ready", instance),
        Drain = (instance, _) => Note("drain", instance),
        OnGone = instance => Note("gone", instance),
        OnFailed = instance => _events.Enqueue($"failed {instance.Name}"),
    };

    [Fact]
    public async Task Scales_from_zero_to_three_to_one_to_zero()
    {
        await using var set = new LocalInstanceSet(Options);
        set.SetDesired(3);
        await set.WaitUntilReadyAsync(_deadline.Token);

        using var client = new HttpClient();
        foreach (var instance in set.Instances)
        {
            (await client.GetStringAsync(instance.Address)).ShouldBe($"number {instance.Number}");
            instance.StartupDuration.ShouldBeGreaterThan(TimeSpan.Zero);
        }

        set.Instances.Select(instance => instance.Port).Distinct().Count().ShouldBe(3);
        var all = set.Instances.Select(instance => instance.ProcessId).ToList();

        set.SetDesired(1);
        await set.WaitUntilReadyAsync(_deadline.Token);
        set.Instances.Select(instance => instance.Number).ShouldBe([1], "the newest go first");
        all.Count(Shell.IsAlive).ShouldBe(1);

        set.SetDesired(0);
        await set.WaitUntilReadyAsync(_deadline.Token);
        all.Count(Shell.IsAlive).ShouldBe(0);

        var snapshot = set.Observe();
        snapshot.Failures.ShouldBe(0);
        snapshot.StartupDurations.Count.ShouldBe(3);
        foreach (var number in (int[])[1, 2, 3])
        {
            _events.Where(line => line.EndsWith($"tiny-{number}", StringComparison.Ordinal))
                .ShouldBe([$"ready tiny-{number}", $"drain tiny-{number}", $"gone tiny-{number}"]);
        }
    }

    [Fact]
    public async Task A_killed_instance_is_removed_and_replaced()
    {
        await using var set = new LocalInstanceSet(Options);
        set.SetDesired(2);
        await set.WaitUntilReadyAsync(_deadline.Token);
        var victim = set.Instances[0];

        ProcessSignals.Send(victim.ProcessId, ProcessSignals.Kill);

        var snapshot = await set.WaitUntilAsync(now => now.Failures == 1 && now.Ready == 2, _deadline.Token);
        set.Instances.Select(instance => instance.Number).ShouldBe([2, 3]);
        snapshot.LastFailure.ShouldNotBeNull().ShouldContain("ended unasked with exit code 137");
        victim.State.ShouldBe(LocalInstanceState.Failed);
        _events.ShouldContain("gone tiny-1");
        _events.ShouldContain("failed tiny-1");
        _events.ShouldNotContain("drain tiny-1");
    }

    [Fact]
    public async Task An_instance_that_exits_fails_with_its_output()
    {
        await using var set = new LocalInstanceSet(Options with { Command = TinyServer.Command("exit-3") });
        set.SetDesired(1);

        var exception = await Should.ThrowAsync<LocalInstanceException>(() => set.WaitUntilReadyAsync(_deadline.Token));

        exception.Message.ShouldContain("Instance \"tiny-1\"");
        exception.Message.ShouldContain("ended with exit code 3 before it was ready");
        exception.Message.ShouldContain("cannot start: the disk is full");
        _events.ShouldNotContain("ready tiny-1");
        _events.ShouldNotContain("gone tiny-1");
    }

    [Fact]
    public async Task An_instance_that_never_becomes_ready_fails_with_the_last_answer_and_ends()
    {
        await using var set = new LocalInstanceSet(Options with
        {
            Command = TinyServer.Command("never-ready"),
            StartTimeout = TimeSpan.FromSeconds(3),
        });
        set.SetDesired(1);
        var instance = await FirstInstanceAsync(set);

        var exception = await Should.ThrowAsync<LocalInstanceException>(() => set.WaitUntilReadyAsync(_deadline.Token));

        exception.Message.ShouldContain("never became ready: Not ready after 3 s.");
        exception.Message.ShouldContain("answered 503");
        exception.Message.ShouldContain("listening on");
        Shell.IsAlive(instance.ProcessId).ShouldBeFalse();
    }

    [Fact]
    public async Task Failures_in_a_row_slow_the_replacements_down()
    {
        await using var set = new LocalInstanceSet(Options with
        {
            Command = Shell.Start("exit 1"),
            ReadinessPath = null,
            Probe = (_, _) => Task.FromResult<string?>("never"),
            RestartDelay = TimeSpan.FromHours(1),
            MaxRestartDelay = TimeSpan.FromHours(1),
        });
        set.SetDesired(1);

        await set.WaitUntilAsync(now => now.Failures == 2, _deadline.Token);

        // The first failure was replaced at once, the second one waits for an hour.
        set.Observe().Starting.ShouldBe(0);
        set.Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_program_is_a_failure_that_says_so()
    {
        await using var set = new LocalInstanceSet(Options with { Command = new ChildProcessStart { FileName = "no-such-program-42" } });
        set.SetDesired(1);

        (await Should.ThrowAsync<LocalInstanceException>(() => set.WaitUntilReadyAsync(_deadline.Token)))
            .Message.ShouldContain("\"no-such-program-42\"");
    }

    [Fact]
    public async Task A_port_taken_before_the_instance_binds_it_is_replaced_by_another()
    {
        using var thief = new TcpListener(IPAddress.Loopback, 0);
        thief.Start();
        var stolen = ((IPEndPoint)thief.LocalEndpoint).Port;
        var ports = new ConcurrentQueue<int>();
        await using var set = new LocalInstanceSet(Options with
        {
            // The first start finds its port taken: this shell reports it the way a server does, and ends.
            Command = Shell.Start("exec dotnet exec \"$DLL\" \"$PORT\"") with
            {
                Environment = new Dictionary<string, string?>
                {
                    ["PORT"] = "{port}",
                    ["DLL"] = Path.Combine(AppContext.BaseDirectory, "TinyServer.dll"),
                },
            },
            ChoosePort = () =>
            {
                var port = ports.IsEmpty ? stolen : LoopbackPort.Find();
                ports.Enqueue(port);
                return port;
            },
            ReadinessPath = null,
            Probe = async (instance, token) => instance.Port == stolen ? "somebody else answers" : await HttpReadiness.ProbeAsync(instance.Address, TimeProvider.System, token),
        });
        set.SetDesired(1);

        await set.WaitUntilReadyAsync(_deadline.Token);

        ports.Count.ShouldBe(2);
        set.Observe().Failures.ShouldBe(0);
        set.Instances.Single().Number.ShouldBe(1);
    }

    [Fact]
    public async Task Draining_has_a_deadline()
    {
        var draining = new TaskCompletionSource<CancellationToken>();
        await using var set = new LocalInstanceSet(Options with
        {
            DrainTimeout = TimeSpan.FromMilliseconds(200),
            Drain = (_, token) =>
            {
                draining.SetResult(token);
                return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            },
        });
        set.SetDesired(1);
        await set.WaitUntilReadyAsync(_deadline.Token);

        set.SetDesired(0);
        var token = await draining.Task.WaitAsync(_deadline.Token);
        set.Observe().Draining.ShouldBe(1);
        await set.WaitUntilReadyAsync(_deadline.Token);

        token.IsCancellationRequested.ShouldBeTrue();
        set.Observe().Failures.ShouldBe(0);
    }

    [Fact]
    public async Task An_instance_with_less_to_do_goes_first()
    {
        await using var set = new LocalInstanceSet(Options with { Load = instance => instance.Number == 2 ? 1 : 10 });
        set.SetDesired(3);
        await set.WaitUntilReadyAsync(_deadline.Token);

        set.SetDesired(2);
        await set.WaitUntilReadyAsync(_deadline.Token);

        set.Instances.Select(instance => instance.Number).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task An_instance_that_cannot_be_announced_fails()
    {
        var first = true;
        await using var set = new LocalInstanceSet(Options with
        {
            OnReady = (_, _) =>
            {
                var fail = first;
                first = false;
                return fail ? Task.FromException(new InvalidOperationException("the registry is full")) : Task.CompletedTask;
            },
        });
        set.SetDesired(1);

        (await Should.ThrowAsync<LocalInstanceException>(() => set.WaitUntilReadyAsync(_deadline.Token)))
            .Message.ShouldContain("the registry is full");
        await set.WaitUntilAsync(now => now.Ready == 1, _deadline.Token);
    }

    [Fact]
    public async Task Callbacks_that_throw_break_nothing()
    {
        await using var set = new LocalInstanceSet(Options with
        {
            Drain = (_, _) => throw new InvalidOperationException("drain"),
            OnGone = _ => throw new InvalidOperationException("gone"),
            OnFailed = _ => throw new InvalidOperationException("failed"),
            Load = _ => throw new InvalidOperationException("load"),
        });
        set.SetDesired(2);
        await set.WaitUntilReadyAsync(_deadline.Token);
        ProcessSignals.Send(set.Instances[0].ProcessId, ProcessSignals.Kill);
        await set.WaitUntilAsync(now => now.Failures == 1 && now.Ready == 2, _deadline.Token);

        set.SetDesired(0);
        await set.WaitUntilAsync(now => now is { Ready: 0, Draining: 0 }, _deadline.Token);
    }

    [Fact]
    public async Task Disposal_leaves_no_process_whatever_state_they_are_in()
    {
        var set = new LocalInstanceSet(Options with { Command = TinyServer.Command("ignore-term"), StopGrace = TimeSpan.FromMilliseconds(200) });
        set.SetDesired(2);
        await set.WaitUntilReadyAsync(_deadline.Token);
        set.SetDesired(3);
        await set.WaitUntilAsync(now => now.Starting == 1, _deadline.Token);
        var instances = set.Instances;

        await set.DisposeAsync();
        await set.DisposeAsync();

        instances.Where(instance => instance.ProcessId != 0 && Shell.IsAlive(instance.ProcessId)).ShouldBeEmpty();
        _events.Count(line => line.StartsWith("gone", StringComparison.Ordinal))
            .ShouldBe(_events.Count(line => line.StartsWith("ready", StringComparison.Ordinal)));
        _events.ShouldNotContain(line => line.StartsWith("drain", StringComparison.Ordinal));
        Should.Throw<ObjectDisposedException>(() => set.SetDesired(1));
    }

    [Fact]
    public async Task An_instance_that_is_not_wanted_any_longer_while_it_starts_is_stopped()
    {
        await using var set = new LocalInstanceSet(Options with { Command = TinyServer.Command("never-ready") });
        set.SetDesired(1);
        var instance = await FirstInstanceAsync(set);

        set.SetDesired(0);
        await set.WaitUntilReadyAsync(_deadline.Token);

        instance.State.ShouldBe(LocalInstanceState.Stopped);
        Shell.IsAlive(instance.ProcessId).ShouldBeFalse();
        set.Observe().Failures.ShouldBe(0);
        _events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_negative_number_is_refused()
    {
        await using var set = new LocalInstanceSet(Options);

        Should.Throw<ArgumentOutOfRangeException>(() => set.SetDesired(-1));
    }

    public void Dispose() => _deadline.Dispose();

    private static async Task<LocalInstance> FirstInstanceAsync(LocalInstanceSet set)
    {
        await Eventually.BecomesTrueAsync(() => set.Instances is [{ ProcessId: > 0 }, ..], "the instance was started");
        return set.Instances[0];
    }

    private Task Note(string what, LocalInstance instance)
    {
        _events.Enqueue($"{what} {instance.Name}");
        return Task.CompletedTask;
    }
}
