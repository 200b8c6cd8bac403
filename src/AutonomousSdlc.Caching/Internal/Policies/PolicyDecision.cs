namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>Why <see cref="AdaptivePolicy"/> changed its setting.</summary>
/// <param name="Number">Position among the decisions of this policy, from 1.</param>
/// <param name="Sampled">Sampled requests seen until then.</param>
/// <param name="From">The setting before.</param>
/// <param name="To">The setting from then on.</param>
/// <param name="Gained">Recent sampled requests that only the new setting would have hit; older ones count less.</param>
/// <param name="Lost">Recent sampled requests that only the old setting would have hit.</param>
internal sealed record PolicyDecision(int Number, long Sampled, PolicyArm From, PolicyArm To, double Gained, double Lost);
