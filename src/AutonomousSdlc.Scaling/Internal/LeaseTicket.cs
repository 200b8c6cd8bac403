namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Claim on one cell of a <see cref="LeaseRing"/>; numbers never repeat in a ring, so a late claim finds another number or none.</summary>
internal readonly struct LeaseTicket(long[] cells, int index, int cost, long number)
{
    public int Cost => cost;

    public bool TryRedeem() => Interlocked.CompareExchange(ref cells[index], 0, number) == number;
}
