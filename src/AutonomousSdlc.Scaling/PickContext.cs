namespace AutonomousSdlc.Scaling;

/// <summary>What a balancer may know about the call it picks a node for. <c>default</c> is a plain call.</summary>
public readonly struct PickContext
{
    private readonly long _deadlineTicks;
    private readonly int _cost;

    /// <summary>Largest <see cref="Cost"/>: 10 000.</summary>
    public const int MaximumCost = 10_000;

    /// <summary>What the call belongs to (a user, a session, a shard), for policies that keep a key on its node (<see cref="BalancingPolicies.ConsistentHash"/>, <see cref="BalancingPolicies.Maglev"/>); the others ignore it.</summary>
    public string? Key { get; init; }

    /// <summary>Zone of the caller, for policies that keep calls local. The built-in policies ignore it.</summary>
    public string? Zone { get; init; }

    /// <summary>How heavy the call is in relation to others; it counts as that many calls in the load that policies compare.</summary>
    /// <value>1 to 10 000; default 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of these bounds.</exception>
    public int Cost
    {
        get => _cost + 1;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaximumCost);
            // Kept as the distance from one, so that the default of the struct is a plain call.
            _cost = value - 1;
        }
    }

    /// <summary>When the call is worthless: after it no node is given out. Setting it costs a clock reading per acquisition. <see langword="null"/>: never.</summary>
    public DateTimeOffset? Deadline
    {
        get => _deadlineTicks == 0 ? null : new DateTimeOffset(_deadlineTicks, TimeSpan.Zero);
        init => _deadlineTicks = value?.UtcTicks ?? 0;
    }

    /// <summary>Ids of nodes that must not be picked, for instance those that a retry has tried. <see langword="null"/>: none. Few are expected: they are searched in turn.</summary>
    public IReadOnlyList<string>? ExcludedNodes { get; init; }

    /// <summary>Whether anything asks for more than the plain path.</summary>
    internal bool IsRestricted => _deadlineTicks != 0 || ExcludedNodes is not null;

    internal bool Excludes(string nodeId)
    {
        if (ExcludedNodes is not { } excluded)
        {
            return false;
        }

        for (var i = 0; i < excluded.Count; i++)
        {
            if (string.Equals(excluded[i], nodeId, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
