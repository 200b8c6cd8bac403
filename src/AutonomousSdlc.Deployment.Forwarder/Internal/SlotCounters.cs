using AutonomousSdlc.Deployment.Forwarder.Internal.Policies;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>
/// What happened to the requests of one slot. Plain atomic fields: a forwarded request costs tens of microseconds, so
/// striping them would not show.
/// </summary>
internal sealed class SlotCounters
{
    private long _requests;
    private long _failures;
    private long _clientAborts;

    /// <summary>Completed requests. One that its client gave up is not among them.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Answers with a 5xx status and requests that the upstream never answered completely.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Requests whose client went away first, which says nothing about the slot.</summary>
    public long ClientAborts => Interlocked.Read(ref _clientAborts);

    public LatencyHistogram Latency { get; } = new();

    public void Finish(ForwardOutcome outcome, TimeSpan? elapsed)
    {
        if (outcome == ForwardOutcome.ClientAborted)
        {
            Interlocked.Increment(ref _clientAborts);
            return;
        }

        // Failures first: a reader between the two lines sees a failure ratio that is too high, never one that hides it.
        if (outcome == ForwardOutcome.Failure)
        {
            Interlocked.Increment(ref _failures);
        }

        Interlocked.Increment(ref _requests);
        if (elapsed is { } latency)
        {
            Latency.Add(latency);
        }
    }

    /// <summary>Both counts; requests are read last, so that they are never fewer than the failures among them.</summary>
    public TrafficCounters Read()
    {
        var failures = Failures;
        return new TrafficCounters(Math.Max(Requests, failures), failures);
    }
}
