namespace AutonomousSdlc.Resilience;

/// <summary>A refusal by a guard, as data: what <see cref="Outcome{T}"/> carries instead of an exception.</summary>
/// <param name="GuardName">Name of the guard.</param>
/// <param name="Partition">Key of the partition; <see langword="null"/> for the guard's default partition.</param>
/// <param name="Reason">Why the call was refused.</param>
/// <param name="RetryAfter">Time after which another call may be admitted; <see langword="null"/> when only a person can change it.</param>
public readonly record struct GuardRejection(string GuardName, string? Partition, RejectionReason Reason, TimeSpan? RetryAfter);
