namespace AutonomousSdlc.Deployment;

/// <summary>A change of weights that a router applies as a unit or rejects as a whole.</summary>
public sealed record TrafficChange
{
    /// <summary>Weight of a slot that receives all traffic.</summary>
    public const int FullWeight = 100;

    /// <summary>Fencing token of the lease under which the change is made; at least 1.</summary>
    public required long Epoch { get; init; }

    /// <summary>Number of the change within its epoch; at least 1.</summary>
    public required long Generation { get; init; }

    /// <summary>New weight per slot, 0 to 100. A slot that is absent keeps its weight.</summary>
    public required IReadOnlyDictionary<string, int> Weights { get; init; }

    /// <summary>
    /// Base addresses of a slot's ready instances, for example <c>http://127.0.0.1:5001/</c>. A slot that is absent keeps
    /// the endpoints that the router knows.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Uri>> Endpoints { get; init; } =
        new Dictionary<string, IReadOnlyList<Uri>>(StringComparer.Ordinal);

    /// <summary>
    /// Compares this change with the newest one that a router accepted. Routers call it first, under the lock that guards
    /// the accepted pair.
    /// </summary>
    /// <param name="epoch">Epoch of the newest accepted change; 0 when there was none.</param>
    /// <param name="generation">Generation of the newest accepted change; 0 when there was none.</param>
    /// <returns>
    /// <see langword="true"/> when this is the accepted change again, which needs no work; <see langword="false"/> when it
    /// is newer and must be applied.
    /// </returns>
    /// <exception cref="StaleTrafficChangeException">This change is older than the accepted one.</exception>
    public bool IsRepeatOf(long epoch, long generation)
    {
        if (Epoch < epoch || (Epoch == epoch && Generation < generation))
        {
            throw new StaleTrafficChangeException(Epoch, Generation, epoch, generation);
        }

        return Epoch == epoch && Generation == generation;
    }

    /// <summary>
    /// Checks what must hold before a change is applied: weights from 0 to 100, at least one positive weight afterwards,
    /// and an endpoint for every slot with a positive weight.
    /// </summary>
    /// <param name="current">What the router has before the change.</param>
    /// <exception cref="ArgumentException">A rule does not hold; the message names the slot and the value.</exception>
    public void EnsureApplicableTo(TrafficState current)
    {
        ArgumentNullException.ThrowIfNull(current);
        foreach (var (slot, weight) in Weights)
        {
            if (weight is < 0 or > FullWeight)
            {
                throw new ArgumentException($"Weight of slot '{slot}' ({weight}) must be between 0 and {FullWeight}.");
            }

            if (weight > 0 && CountEndpoints(slot, current) == 0)
            {
                throw new ArgumentException(
                    $"Slot '{slot}' cannot get weight {weight}: it has no endpoint. Name its ready instances in {nameof(Endpoints)}.");
            }
        }

        var serving = Weights.Any(pair => pair.Value > 0)
            || current.Slots.Any(pair => pair.Value.Weight > 0 && !Weights.ContainsKey(pair.Key));
        if (!serving)
        {
            throw new ArgumentException("The change would leave no slot with a positive weight. Raise one slot in the same change.");
        }
    }

    private int CountEndpoints(string slot, TrafficState current) =>
        Endpoints.TryGetValue(slot, out var endpoints)
            ? endpoints.Count
            : current.Slots.TryGetValue(slot, out var known) ? known.Endpoints.Count : 0;
}
