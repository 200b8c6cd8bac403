namespace AutonomousSdlc.Scaling;

/// <summary>Which figure of an instrument is the signal.</summary>
public enum MeterReading
{
    /// <summary><see cref="Current"/> for gauges and up-down counters, <see cref="Rate"/> for counters and histograms.</summary>
    Automatic = 0,

    /// <summary>
    /// The present value, summed over all tags: of a gauge, or of an up-down counter. A synchronous gauge gives its last
    /// recorded value. A synchronous up-down counter is counted from the moment the autoscaler starts to listen.
    /// </summary>
    Current,

    /// <summary>Per second since the last evaluation: the increase of a counter, or the recordings of a histogram.</summary>
    Rate,

    /// <summary>
    /// Sum of the recorded values per second, of a histogram. For a duration in seconds this is the mean number of calls in
    /// progress (Little's law), which grows with the load where a mean duration does not.
    /// </summary>
    SumPerSecond,

    /// <summary>Mean of the values recorded since the last evaluation, of a histogram; unknown when there were none.</summary>
    Mean,
}
