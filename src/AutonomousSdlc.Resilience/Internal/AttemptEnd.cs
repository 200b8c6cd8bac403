namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Who, if anybody, cancelled an attempt.</summary>
internal enum AttemptEnd
{
    NotCancelled,
    TimedOut,
    CancelledByCaller,
}
