using System.ComponentModel.DataAnnotations;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.Scaling;

/// <summary>What a <see cref="ProcessScaleTarget"/> runs. Read once, when the target is created; not live.</summary>
public sealed class ProcessScaleTargetOptions
{
    /// <summary>Name of the workers, which are called name-1, name-2 and so on.</summary>
    /// <value>Default <c>worker</c>.</value>
    [Required]
    public string WorkerName { get; set; } = "worker";

    /// <summary>Program: a path, or a name that is searched in <c>PATH</c>. No shell is involved.</summary>
    /// <value>Required.</value>
    [Required]
    public string FileName { get; set; } = "";

    /// <summary>Arguments. <c>{port}</c> becomes the worker's free loopback port, <c>{instance}</c> its number.</summary>
    public IList<string> Arguments { get; } = [];

    /// <summary>Variables added to this process's environment, with the same placeholders; a <see langword="null"/> value removes one.</summary>
    public IDictionary<string, string?> Environment { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Directory to start in; <see langword="null"/> for this process's.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>Path on the worker's port that answers 2xx when it can serve; <see langword="null"/> when started is ready.</summary>
    /// <value>Default <see langword="null"/>; begins with a slash.</value>
    public string? ReadinessPath { get; set; }

    /// <summary>Time to become ready; a worker that is not is stopped, replaced and reported with its last output.</summary>
    /// <value>Default 30 s; bounds 100 ms to 1 h.</value>
    [TimeSpanRange("00:00:00.1000000", "01:00:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for draining before a worker is stopped.</summary>
    /// <value>Default 30 s; bounds 0 to 1 day.</value>
    [TimeSpanRange("00:00:00", "1.00:00:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between SIGTERM and SIGKILL. Windows has no SIGTERM: workers are terminated at once there.</summary>
    /// <value>Default 5 s; bounds 0 to 1 h.</value>
    [TimeSpanRange("00:00:00", "01:00:00")]
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause before the second replacement in a row; doubles with each further one. The first is immediate.</summary>
    /// <value>Default 500 ms; bounds 10 ms to 1 h, not above <see cref="MaximumRestartDelay"/>.</value>
    [TimeSpanRange("00:00:00.0100000", "01:00:00")]
    public TimeSpan RestartDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause before a replacement.</summary>
    /// <value>Default 30 s; bounds 10 ms to 1 h.</value>
    [TimeSpanRange("00:00:00.0100000", "01:00:00")]
    public TimeSpan MaximumRestartDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Registry that workers join when they are ready, with their name as the id, and leave before they stop: then draining
    /// means no new calls, and waiting until the last one has ended. Registered targets take the one with this key.
    /// </summary>
    /// <value>Default <see langword="null"/>: none.</value>
    public string? Registry { get; set; }

    /// <summary>A worker is about to serve: announce it. When this fails, the worker fails.</summary>
    public Func<ProcessInstance, CancellationToken, Task>? OnReady { get; set; }

    /// <summary>A worker shall go: complete when its work is done. Runs after the registry's draining; cancelled at <see cref="DrainTimeout"/>.</summary>
    public Func<ProcessInstance, CancellationToken, Task>? OnDrain { get; set; }

    /// <summary>A worker that was ready is gone, whatever ended it.</summary>
    public Func<ProcessInstance, Task>? OnGone { get; set; }

    /// <summary>Load of a worker: the one with the least goes first. Default: its calls in flight in the registry, otherwise the newest goes first.</summary>
    public Func<ProcessInstance, double>? Load { get; set; }

    /// <summary>Called for each line that a worker writes; lines are cut at 4 096 characters.</summary>
    public Action<ProcessInstance, string>? Output { get; set; }
}
