namespace AutonomousSdlc.Evaluation.Studies.BalancerThroughput;

/// <summary>A destination as YARP documents it: a counter of the requests that it is assigned.</summary>
internal sealed class PeerDestination
{
    private int _requests;

    public int ConcurrentRequests => Volatile.Read(ref _requests);

    public void Begin() => Interlocked.Increment(ref _requests);

    public void End() => Interlocked.Decrement(ref _requests);
}
