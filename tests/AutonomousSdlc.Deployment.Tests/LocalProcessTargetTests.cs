using System.Diagnostics;
using System.Globalization;
using AutonomousSdlc.Deployment.Internal;
using AutonomousSdlc.Deployment.Tests.Fixtures;

namespace AutonomousSdlc.Deployment.Tests;

/// <summary>Real processes. The version is the server's mode, so that a test chooses how a release behaves by its name.</summary>
public sealed class LocalProcessTargetTests : IAsyncDisposable
{
    private static readonly HttpClient Client = new();

    private readonly List<string> _hooks = [];
    private readonly LocalProcessTarget _target;

    public LocalProcessTargetTests()
    {
        var options = new LocalProcessOptions
        {
            Command = specification => new LocalProcessCommand
            {
                FileName = "dotnet",
                Arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "TinyServer.dll"), "{port}", "{version}"],
                Environment = new Dictionary<string, string?> { ["INSTANCE"] = "{version} in {slot}" },
                WorkingDirectory = AppContext.BaseDirectory,
            },
            StartTimeout = TimeSpan.FromSeconds(20),
            StopGrace = TimeSpan.FromSeconds(5),
            OnInstanceReady = (specification, instance, _) => NoteAsync("ready", specification, instance),
            OnInstanceDrain = (specification, instance, _) => NoteAsync("drain", specification, instance),
            OnInstanceGone = (specification, instance) => NoteAsync("gone", specification, instance),
            Output = (instance, line) => Note($"output {instance.Id} {line}"),
        };
        _target = new LocalProcessTarget(options);
    }

    public ValueTask DisposeAsync() => _target.DisposeAsync();

    [Fact]
    public async Task Instances_start_scale_and_stop_and_the_hooks_tell_it()
    {
        var started = await _target.EnsureSlotAsync(Specification("1.0.0", replicas: 1));

        var address = started.ReadyAddresses.ShouldHaveSingleItem();
        (await Client.GetStringAsync(address)).ShouldBe("1.0.0 in blue");
        started.Version.ShouldBe("1.0.0");
        Hooks("ready").ShouldBe(["ready 1.0.0 blue shop-1.0.0-blue-1"]);

        var again = await _target.EnsureSlotAsync(Specification("1.0.0", replicas: 1));
        again.ReadyAddresses.ShouldBe([address]);

        var scaled = await _target.ScaleSlotAsync(Slots.Blue, 2);
        scaled.ReadyAddresses.Count.ShouldBe(2);
        scaled.ReadyAddresses.ShouldContain(address);
        (await _target.ObserveSlotAsync(Slots.Blue)).Instances.Count.ShouldBe(2);

        await _target.StopSlotAsync(Slots.Blue, TimeSpan.FromSeconds(5));
        var stopped = await _target.ObserveSlotAsync(Slots.Blue);
        (stopped.Version, stopped.Instances.Count).ShouldBe((null, 0));
        await Should.ThrowAsync<HttpRequestException>(() => Client.GetStringAsync(address));
        Hooks("drain").Count.ShouldBe(2);
        Hooks("gone").Count.ShouldBe(2);
        Hooks("output").ShouldContain(line => line.EndsWith("asked to stop"));
        await _target.StopSlotAsync(Slots.Blue, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Another_version_replaces_what_the_slot_runs()
    {
        var old = (await _target.EnsureSlotAsync(Specification("1.0.0", replicas: 1))).ReadyAddresses[0];

        var observation = await _target.EnsureSlotAsync(Specification("2.0.0", replicas: 1));

        observation.Version.ShouldBe("2.0.0");
        (await Client.GetStringAsync(observation.ReadyAddresses[0])).ShouldBe("2.0.0 in blue");
        observation.ReadyAddresses.ShouldNotContain(old);
    }

    [Fact]
    public async Task A_version_that_cannot_start_fails_with_its_exit_code_and_output_and_leaves_nothing()
    {
        var exception = await Should.ThrowAsync<DeploymentTargetException>(async () => await _target.EnsureSlotAsync(Specification("exit-3", replicas: 1)));

        exception.Slot.ShouldBe(Slots.Blue);
        exception.Message.ShouldContain("exit code 3");
        exception.Message.ShouldContain("the disk is full");
        (await _target.ObserveSlotAsync(Slots.Blue)).Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task Giving_up_on_a_version_that_is_never_ready_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        var start = _target.EnsureSlotAsync(Specification("never-ready", replicas: 1), source.Token).AsTask();
        await Eventually.BecomesTrueAsync(() => Task.FromResult(Hooks("output").Count > 0), "the server listens");

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => start);
        (await _target.ObserveSlotAsync(Slots.Blue)).Instances.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_instance_that_dies_is_replaced_on_the_same_address()
    {
        var address = (await _target.EnsureSlotAsync(Specification("1.0.0", replicas: 1))).ReadyAddresses[0];
        var victim = FindProcess(address.Port);

        victim.Kill();

        await Eventually.BecomesTrueAsync(
            async () => (await _target.ObserveSlotAsync(Slots.Blue)).Instances.Any(one => one.State == SlotInstanceState.Ready && one.Id.EndsWith("-2", StringComparison.Ordinal)),
            "a replacement is ready");
        (await _target.ObserveSlotAsync(Slots.Blue)).ReadyAddresses.ShouldBe([address]);
        (await Client.GetStringAsync(address)).ShouldBe("1.0.0 in blue");
        Hooks("gone").ShouldBe(["gone 1.0.0 blue shop-1.0.0-blue-1"]);
    }

    [Fact]
    public async Task An_upgrade_over_real_processes_keeps_one_version_answering()
    {
        using var directory = new TemporaryDirectory();
        var router = new InMemoryTrafficRouter();
        var options = new DeploymentOptions { StateDirectory = directory.Path };
        var environment = new DeploymentEnvironment { Name = "production", Service = "shop" };
        environment.Health.Interval = TimeSpan.FromMilliseconds(50);
        environment.Strategy.Bake = TimeSpan.FromMilliseconds(200);
        environment.Strategy.Interval = TimeSpan.FromMilliseconds(50);
        environment.Strategy.OnInsufficientEvidence = InsufficientEvidenceAction.Promote;
        options.Environments.Add(environment);
        var composition = new DeploymentComposition { Router = (_, _) => router, Target = (_, _) => _target };
        await using var orchestrator = new DeploymentOrchestrator(
            composition, new EnvironmentSet(composition, new StaticOptions(options), string.Empty, NoServices.Instance), NoServices.Instance);

        (await orchestrator.DeployToProductionAsync("shop", "1.0.0", "production", 1)).Status.ShouldBe(DeploymentStatus.Succeeded);
        (await orchestrator.DeployToProductionAsync("shop", "2.0.0", "production", 1)).Status.ShouldBe(DeploymentStatus.Succeeded);
        var failed = await orchestrator.DeployToProductionAsync("shop", "exit-3", "production", 1);

        failed.Status.ShouldBe(DeploymentStatus.Failed);
        failed.Reasons[0].ShouldContain("the disk is full");
        var endpoint = (await router.ObserveAsync()).Slots[Slots.Green].Endpoints.ShouldHaveSingleItem();
        (await Client.GetStringAsync(endpoint)).ShouldBe("2.0.0 in green");
    }

    [Fact]
    public async Task Nothing_can_be_asked_of_an_empty_or_disposed_target()
    {
        (await Should.ThrowAsync<DeploymentTargetException>(async () => await _target.ScaleSlotAsync(Slots.Blue, 2))).Message.ShouldContain("runs nothing");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await _target.ScaleSlotAsync(Slots.Blue, 0));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await _target.EnsureSlotAsync(Specification("1.0.0", replicas: 0)));
        await _target.DisposeAsync();
        await Should.ThrowAsync<ObjectDisposedException>(async () => await _target.EnsureSlotAsync(Specification("1.0.0", replicas: 1)));
    }

    [Fact]
    public void Unusable_options_name_every_fault_at_once()
    {
        var options = new LocalProcessOptions { ReadinessPath = "ready", StartTimeout = TimeSpan.Zero, StopGrace = TimeSpan.FromDays(1) };

        var exception = Should.Throw<DeploymentConfigurationException>(() => new LocalProcessTarget(options));

        exception.Errors.Count.ShouldBe(4);
        exception.Message.ShouldContain("StopGrace (24 h) must be between 0 ms and 1 h");
    }

    private static SlotSpecification Specification(string version, int replicas) => new()
    {
        Service = "shop",
        Environment = "production",
        Slot = Slots.Blue,
        Version = version,
        Replicas = replicas,
    };

    private static Process FindProcess(int port)
    {
        var argument = port.ToString(CultureInfo.InvariantCulture);
        return Process.GetProcessesByName("dotnet").Single(process => IsServer(process, argument));
    }

    private static bool IsServer(Process process, string port)
    {
        try
        {
            var arguments = File.ReadAllText($"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/cmdline").Split('\0');
            return arguments.Contains(port) && arguments.Any(argument => argument.EndsWith("TinyServer.dll", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return false;
        }
    }

    private Task NoteAsync(string hook, SlotSpecification specification, SlotInstance instance)
    {
        Note($"{hook} {specification.Version} {specification.Slot} {instance.Id}");
        return Task.CompletedTask;
    }

    private void Note(string text)
    {
        lock (_hooks)
        {
            _hooks.Add(text);
        }
    }

    private List<string> Hooks(string hook)
    {
        lock (_hooks)
        {
            return [.. _hooks.Where(text => text.StartsWith(hook + " ", StringComparison.Ordinal))];
        }
    }
}
