using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling;

/// <summary>Options of a balancer and its registry. Read once, when the balancer is created; not live.</summary>
public sealed class LoadBalancerOptions
{
    /// <summary>Name of the policy.</summary>
    /// <value>One of <see cref="BalancingPolicies"/>; default <see cref="BalancingPolicies.PowerOfTwoChoices"/>. Not live.</value>
    [Required]
    public string Policy { get; set; } = BalancingPolicies.PowerOfTwoChoices;

    /// <summary>Seed of the random choices, to repeat a run on one thread. <see langword="null"/>: every thread has a seed of its own.</summary>
    /// <value>Default <see langword="null"/>. Not live. A seeded balancer shares one generator among its threads, so leave it out in production.</value>
    public int? Seed { get; set; }

    /// <summary>Share of the members (draining ones aside) that must be healthy for the degraded ones to stay without calls.</summary>
    /// <value>Default 0.5; bounds 0 to 1. Not live.</value>
    [Range(0.0, 1.0)]
    public double MinimumHealthyRatio { get; set; } = 0.5;

    /// <summary>Nodes that are registered when the balancer is created.</summary>
    /// <value>Default none. Not live: later members join through <see cref="INodeRegistry"/>.</value>
    [ValidateEnumeratedItems]
    public IList<NodeOptions> Nodes { get; } = [];

    /// <summary>When a node that fails is taken out, and for how long.</summary>
    [ValidateObjectMembers]
    public EjectionOptions Ejection { get; } = new();
}
