namespace AutonomousSdlc.Caching;

/// <summary>Settings of one adaptive cache.</summary>
public class AdaptiveCacheOptions
{
    /// <summary>Name of the eviction policy, one of <see cref="EvictionPolicies"/>.</summary>
    public string Policy { get; set; } = EvictionPolicies.TinyLfu;
}
