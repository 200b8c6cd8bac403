namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Who refused a call. Made once per partition, so that a refusal allocates nothing; the exception is built when read.</summary>
internal sealed class GuardIdentity(string guardName, string? partition, string? isolationReason)
{
    public string GuardName { get; } = guardName;

    public string? Partition { get; } = partition;

    public string? IsolationReason { get; } = isolationReason;

    /// <summary>The guard and its partition as they appear in sentences.</summary>
    public string Subject => Partition is null ? $"Guard \"{GuardName}\"" : $"Guard \"{GuardName}\" for {Partition}";

    public ResilienceException ToException(RejectionReason reason, TimeSpan? retryAfter)
    {
        if (reason == RejectionReason.DeadlineExceeded)
        {
            return new DeadlineExceededException($"{Subject} did not start the call: its deadline had passed. Give GuardCall.Deadline more time.")
            {
                GuardName = GuardName,
                Partition = Partition,
                Reason = reason,
            };
        }

        var message = reason switch
        {
            RejectionReason.ProbeLimit => $"{Subject} refused the call: its circuit is half-open and all probes that it allows are under way.{After(retryAfter)}",
            RejectionReason.Isolated => $"{Subject} refused the call: isolated by hand ({IsolationReason ?? "no reason given"}). Call Reset to admit calls again.",
            _ => $"{Subject} refused the call: its circuit is open.{After(retryAfter)}",
        };
        return new CircuitOpenException(message)
        {
            GuardName = GuardName,
            Partition = Partition,
            Reason = reason,
            RetryAfter = retryAfter,
        };
    }

    private static string After(TimeSpan? retryAfter) =>
        retryAfter is { } wait ? $" Try again in {Sentences.Seconds(wait)}; Explain says why." : " Explain says why.";
}
