namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>When a candidate that fell out of the window displaces the oldest node of the main space.</summary>
internal enum AdmissionRule
{
    /// <summary>It was seen more often.</summary>
    Strict = 0,

    /// <summary>It was seen more often, or at least twice: close to S3-FIFO and 2Q.</summary>
    Relaxed = 1,

    /// <summary>It was seen more often by at least two: a loop that does not fit then keeps what it holds.</summary>
    Stubborn = 2,
}
