namespace AutonomousSdlc.Evaluation.Studies.BalancerThroughput;

/// <summary>What one thread does with a peer: ends its oldest call, picks and counts the next.</summary>
internal sealed class PeerLoop(PeerDestination[] destinations, Func<PeerDestination[], PeerDestination> pick)
{
    private readonly PeerDestination?[] _calls = new PeerDestination?[LeaseLoop.CallsInFlight];
    private int _call;

    public void Run(int operations)
    {
        for (var operation = 0; operation < operations; operation++)
        {
            ref var call = ref _calls[_call++ & (LeaseLoop.CallsInFlight - 1)];
            call?.End();
            call = pick(destinations);
            call.Begin();
        }
    }
}
