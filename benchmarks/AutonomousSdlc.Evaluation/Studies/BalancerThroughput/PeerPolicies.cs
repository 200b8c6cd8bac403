namespace AutonomousSdlc.Evaluation.Studies.BalancerThroughput;

/// <summary>Re-creations of YARP's policies from its documentation.</summary>
internal static class PeerPolicies
{
    /// <summary>Two different random destinations; the one with fewer assigned requests.</summary>
    public static PeerDestination PickLessBusyOfTwo(IReadOnlyList<PeerDestination> destinations)
    {
#pragma warning disable RS0030 // The peer draws from the shared generator; that is part of what it costs.
        var random = Random.Shared;
#pragma warning restore RS0030
        var first = random.Next(destinations.Count);
        int second;
        do
        {
            second = random.Next(destinations.Count);
        }
        while (second == first);

        var one = destinations[first];
        var other = destinations[second];
        return one.ConcurrentRequests <= other.ConcurrentRequests ? one : other;
    }

    /// <summary>The destination with the fewest assigned requests of all.</summary>
    public static PeerDestination PickLeastBusy(IReadOnlyList<PeerDestination> destinations)
    {
        var best = destinations[0];
        var least = best.ConcurrentRequests;
        for (var i = 1; i < destinations.Count; i++)
        {
            var requests = destinations[i].ConcurrentRequests;
            if (requests < least)
            {
                (best, least) = (destinations[i], requests);
            }
        }

        return best;
    }
}
