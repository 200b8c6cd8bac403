namespace AutonomousSdlc.Scaling.Internal;

internal static class NoNodeReasons
{
    /// <summary>Why a pool has nothing for a call; <see cref="NoNodeReason.DeadlinePassed"/> when the pool itself would have had something.</summary>
    public static NoNodeReason Find(NodeSnapshot pool, in PickContext context)
    {
        if (pool.Nodes.IsEmpty)
        {
            return NoNodeReason.Empty;
        }

        if (pool.Candidates.Length == 0)
        {
            return NoNodeReason.AllDraining;
        }

        foreach (ref readonly var candidate in pool.Candidates.AsSpan())
        {
            if (!context.Excludes(candidate.Node.Id))
            {
                return context.Deadline is null ? NoNodeReason.Unknown : NoNodeReason.DeadlinePassed;
            }
        }

        return NoNodeReason.AllExcluded;
    }
}
