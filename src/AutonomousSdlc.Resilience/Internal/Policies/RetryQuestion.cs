using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>What the retry policy has to know about a failed attempt.</summary>
/// <param name="Kind">Classification of the failure.</param>
/// <param name="RetryAfter">Time that the dependency asked to wait, in timestamp units; zero or less if it did not ask.</param>
/// <param name="Retries">Retries made so far.</param>
/// <param name="IsIdempotent">Whether the call may be repeated after it may have had an effect.</param>
/// <param name="PreviousDelay">Pause before the failed attempt; zero for the first.</param>
/// <param name="Remaining">Time until the deadline; <see cref="long.MaxValue"/> if there is none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RetryQuestion(CallResultKind Kind, long RetryAfter, int Retries, bool IsIdempotent, long PreviousDelay, long Remaining);
