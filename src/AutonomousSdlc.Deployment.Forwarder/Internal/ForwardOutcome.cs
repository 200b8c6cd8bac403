namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>How a forwarded request ended, from the slot's point of view.</summary>
internal enum ForwardOutcome
{
    /// <summary>Any complete answer below 500.</summary>
    Success = 0,

    /// <summary>A 5xx answer, or none that was complete.</summary>
    Failure = 1,

    /// <summary>The client left, or sent a body that could not be read.</summary>
    ClientAborted = 2,
}
