namespace AutonomousSdlc.Deployment;

/// <summary>How instances run as processes of this machine.</summary>
public sealed class LocalProcessOptions
{
    /// <summary>The command of a version. No default.</summary>
    public Func<SlotSpecification, LocalProcessCommand>? Command { get; set; }

    /// <summary>Path that an instance answers with a status of 200 to 299 once it is ready. Default: <c>/health</c>.</summary>
    public string ReadinessPath { get; set; } = "/health";

    /// <summary>Longest time from start to readiness, 100 ms to 1 hour. Default: 30 s.</summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time for an instance to end by itself before it is killed, 0 to 1 hour. Default: 10 s.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time that <see cref="OnInstanceDrain"/> may take, 0 to 1 hour. Default: 30 s.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Called when an instance is ready, before it is reported so: a balancer adds it. A failure fails the instance.</summary>
    public Func<SlotSpecification, SlotInstance, CancellationToken, Task>? OnInstanceReady { get; set; }

    /// <summary>Called before an instance is asked to end: a balancer stops choosing it and waits for what it has.</summary>
    public Func<SlotSpecification, SlotInstance, CancellationToken, Task>? OnInstanceDrain { get; set; }

    /// <summary>Called once when an instance that was ready is gone, whatever ended it: a balancer removes it.</summary>
    public Func<SlotSpecification, SlotInstance, Task>? OnInstanceGone { get; set; }

    /// <summary>Called for each line that an instance writes.</summary>
    public Action<SlotInstance, string>? Output { get; set; }
}
