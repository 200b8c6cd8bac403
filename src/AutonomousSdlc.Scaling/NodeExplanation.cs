namespace AutonomousSdlc.Scaling;

/// <summary>Why a member could or could not get a call.</summary>
/// <param name="Node">The member.</param>
/// <param name="IsEligible">Whether the policy may choose it.</param>
/// <param name="Load">Sum of the costs of its leases.</param>
/// <param name="Score">What the policy ranks by, smaller is better; 0 where the policy does not rank.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record NodeExplanation(Node Node, bool IsEligible, int Load, double Score, string Reason);
