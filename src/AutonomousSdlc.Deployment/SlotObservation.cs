namespace AutonomousSdlc.Deployment;

/// <summary>What a slot runs at one moment.</summary>
/// <param name="Slot">Name of the slot.</param>
/// <param name="Version">Version that the slot runs; <see langword="null"/> when it runs nothing.</param>
/// <param name="DesiredReplicas">Wanted instances; 0 when the slot runs nothing.</param>
/// <param name="Instances">Every instance, ready or not.</param>
public sealed record SlotObservation(
    string Slot,
    string? Version,
    int DesiredReplicas,
    IReadOnlyList<SlotInstance> Instances)
{
    /// <summary>Addresses of the ready instances.</summary>
    public IReadOnlyList<Uri> ReadyAddresses =>
        [.. Instances.Where(instance => instance.State == SlotInstanceState.Ready).Select(instance => instance.Address)];

    /// <summary>A slot that runs nothing.</summary>
    /// <param name="slot">Name of the slot.</param>
    public static SlotObservation Empty(string slot) => new(slot, Version: null, DesiredReplicas: 0, []);
}
