namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>The simple trip test: so many failures without a success in between.</summary>
internal sealed class ConsecutiveFailuresTest : ITripTest
{
    public bool IsAtRest => Failures == 0;

    public int Failures { get; private set; }

    public void OnSuccess(long now) => Failures = 0;

    public bool OnFailure(long now, BreakerSettings settings)
    {
        Failures++;
        return Failures >= settings.ConsecutiveFailures;
    }

    public void Reset() => Failures = 0;
}
