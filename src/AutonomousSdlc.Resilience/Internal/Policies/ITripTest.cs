namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>Decides from a stream of results whether a dependency has failed. Called by one thread at a time.</summary>
internal interface ITripTest
{
    /// <summary>Whether a success would change nothing, so that the engine need not report it.</summary>
    bool IsAtRest { get; }

    /// <summary>Failures in a row since the last success.</summary>
    int Failures { get; }

    void OnSuccess(long now);

    /// <returns>Whether the circuit has to open.</returns>
    bool OnFailure(long now, BreakerSettings settings);

    void Reset();
}
