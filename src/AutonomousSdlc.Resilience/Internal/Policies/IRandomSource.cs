namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>Where a policy gets its randomness from.</summary>
internal interface IRandomSource
{
    /// <returns>A number from 0 (inclusive) to 1 (exclusive).</returns>
    double NextDouble();
}
