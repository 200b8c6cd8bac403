namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>
/// Leases of the attempts that a half-open circuit has admitted. A lease ends with its result or by expiring, whichever
/// comes first, so that the number under way is exact and an attempt that never ends blocks nothing.
/// </summary>
internal sealed class ProbeLeases
{
    private readonly Dictionary<long, long> _expirations = [];
    private long _last;

    public int Count => _expirations.Count;

    /// <summary>Earliest possible expiry; a lower bound, because removals do not search for the next one.</summary>
    public long EarliestExpiry { get; private set; } = long.MaxValue;

    /// <returns>Number of the lease, never zero and never used again.</returns>
    public long Take(long expires)
    {
        _expirations.Add(++_last, expires);
        EarliestExpiry = Math.Min(EarliestExpiry, expires);
        return _last;
    }

    /// <returns>Whether the lease was still valid.</returns>
    public bool Return(long lease) => _expirations.Remove(lease);

    /// <returns>Number of leases that had expired and were removed.</returns>
    public int Expire(long now)
    {
        if (now < EarliestExpiry)
        {
            return 0;
        }

        var expired = 0;
        EarliestExpiry = long.MaxValue;
        foreach (var (lease, expires) in _expirations)
        {
            if (expires <= now)
            {
                _expirations.Remove(lease);
                expired++;
            }
            else
            {
                EarliestExpiry = Math.Min(EarliestExpiry, expires);
            }
        }

        return expired;
    }

    public void Clear()
    {
        _expirations.Clear();
        EarliestExpiry = long.MaxValue;
    }
}
