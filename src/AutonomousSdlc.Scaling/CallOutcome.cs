namespace AutonomousSdlc.Scaling;

/// <summary>How a call to a node ended, as far as the node is to be judged by it.</summary>
public enum CallOutcome
{
    /// <summary>The node did its work (whether or not the answer pleases: a 404 is a success).</summary>
    Succeeded = 0,

    /// <summary>The node failed, for instance with a 5xx status.</summary>
    Failed,

    /// <summary>The node did not answer in time.</summary>
    TimedOut,

    /// <summary>No connection came about (refused, unreachable, handshake failed): the call never reached the node. Counts strongly.</summary>
    ConnectFailed,

    /// <summary>The connection broke during the call. Counts strongly.</summary>
    ConnectionLost,

    /// <summary>The node is alive and declined, for instance with 429. Neither a success nor a failure for ejection.</summary>
    Rejected,

    /// <summary>The caller gave up; says nothing about the node.</summary>
    Canceled,
}
