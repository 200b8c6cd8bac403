namespace AutonomousSdlc.Scaling;

/// <summary>Which members of a pool calls are spread over.</summary>
public enum PoolMode
{
    /// <summary>No member takes calls: the registry is empty or everything drains.</summary>
    Unavailable = 0,

    /// <summary>Healthy members only.</summary>
    Normal,

    /// <summary>Too few members are healthy, so degraded ones take calls too.</summary>
    Degraded,

    /// <summary>Neither healthy nor degraded members are left, so ejected ones take the calls: a bad answer may come, no answer would be certain.</summary>
    Panic,
}
