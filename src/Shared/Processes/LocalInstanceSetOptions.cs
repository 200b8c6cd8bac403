namespace AutonomousSdlc.Shared.Processes;

/// <summary>What a <see cref="LocalInstanceSet"/> runs, and what it tells about it. Callbacks are never called under a lock.</summary>
internal sealed record LocalInstanceSetOptions
{
    /// <summary>Name of the set; instances are called name-1, name-2 and so on.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The command. <c>{port}</c> and <c>{instance}</c> in arguments and environment values become the instance's port and number.
    /// </summary>
    public required ChildProcessStart Command { get; init; }

    /// <summary>Path that answers 2xx when the instance can serve, such as "/ready"; <see langword="null"/> for ready when started.</summary>
    public string? ReadinessPath { get; init; }

    /// <summary>Replaces <see cref="ReadinessPath"/>: one attempt, <see langword="null"/> when ready, otherwise the problem as a sentence.</summary>
    public Func<LocalInstance, CancellationToken, Task<string?>>? Probe { get; init; }

    /// <summary>Time to become ready.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pause between readiness attempts.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Longest time for <see cref="Drain"/>.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between SIGTERM and SIGKILL.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause before the second replacement in a row; doubles with each further one. The first is immediate.</summary>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause before a replacement.</summary>
    public TimeSpan MaxRestartDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>An instance that served this long does not count as a failure in a row.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where a new instance's port comes from.</summary>
    public Func<int> ChoosePort { get; init; } = LoopbackPort.Find;

    /// <summary>Ports tried for one instance when another program takes the chosen one first.</summary>
    public int PortAttempts { get; init; } = 5;

    /// <summary>Output lines kept per instance, for error messages.</summary>
    public int OutputTailLines { get; init; } = 20;

    /// <summary>The instance is about to serve: announce it. A failure makes the instance fail.</summary>
    public Func<LocalInstance, CancellationToken, Task>? OnReady { get; init; }

    /// <summary>
    /// The instance shall go: end its traffic, and complete when its work is done. Cancelled at <see cref="DrainTimeout"/>
    /// or on disposal; the instance is stopped all the same.
    /// </summary>
    public Func<LocalInstance, CancellationToken, Task>? Drain { get; init; }

    /// <summary>The instance is gone, after <see cref="OnReady"/> was called for it, whatever ended it. Once per instance.</summary>
    public Func<LocalInstance, Task>? OnGone { get; init; }

    /// <summary>The instance failed; <see cref="LocalInstance.Failure"/> says why.</summary>
    public Action<LocalInstance>? OnFailed { get; init; }

    /// <summary>
    /// Load of an instance: the one with the least goes first on scale-down, the newest among equals.
    /// <see langword="null"/>: the newest goes first.
    /// </summary>
    public Func<LocalInstance, double>? Load { get; init; }

    /// <summary>Called for each output line of an instance.</summary>
    public Action<LocalInstance, string>? Output { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
