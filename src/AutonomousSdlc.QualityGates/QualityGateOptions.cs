using System.ComponentModel.DataAnnotations;
using AutonomousSdlc.Shared;

namespace AutonomousSdlc.QualityGates;

/// <summary>Options of the engine. A run reads them when it starts; a change is live for the next run.</summary>
public sealed class QualityGateOptions
{
    /// <summary>How many gates may run at a time.</summary>
    /// <value>Default: the number of processors, at least 2. From 1 to 256. Live.</value>
    [Range(1, 256)]
    public int MaxParallelGates { get; set; } = Math.Clamp(Environment.ProcessorCount, 2, 256);

    /// <summary>How long a gate without a timeout of its own may take.</summary>
    /// <value>Default: 10 minutes. From 1 second to 1 day. Live.</value>
    [TimeSpanRange("00:00:01", "1.00:00:00")]
    public TimeSpan GateTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a gate that timed out or was cancelled may take to stop. Afterwards the run goes on without it; gates that
    /// need its resources are blocked.
    /// </summary>
    /// <value>Default: 10 seconds. From 0 to 10 minutes, not more than <see cref="GateTimeout"/>. Live.</value>
    [TimeSpanRange("00:00:00", "00:10:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a required gate that could not find out fails the run. Otherwise it counts as a warning.</summary>
    /// <value>Default: <see langword="true"/>. Live.</value>
    public bool TreatInconclusiveAsFailure { get; set; } = true;

    /// <summary>Whether a warning fails the run.</summary>
    /// <value>Default: <see langword="false"/>. Live.</value>
    public bool TreatWarningsAsFailures { get; set; }

    /// <summary>How many findings of a gate the report keeps, the worst ones; the summary tells how many there were.</summary>
    /// <value>Default: 5,000. From 1 to 1,000,000. Live.</value>
    [Range(1, 1_000_000)]
    public int MaxFindingsPerGate { get; set; } = 5_000;
}
