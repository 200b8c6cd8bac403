namespace AutonomousSdlc.Deployment;

/// <summary>Names of the two permanent, symmetrical slots: each release takes the one that is not serving.</summary>
public static class Slots
{
    /// <summary>The first slot, taken by the first release.</summary>
    public const string Blue = "blue";

    /// <summary>The second slot.</summary>
    public const string Green = "green";

    /// <summary>Both slots.</summary>
    public static IReadOnlyList<string> All { get; } = [Blue, Green];

    /// <summary>The other slot.</summary>
    /// <param name="slot"><see cref="Blue"/> or <see cref="Green"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="slot"/> is neither.</exception>
    public static string Other(string slot) => slot switch
    {
        Blue => Green,
        Green => Blue,
        _ => throw new ArgumentException($"Slot '{slot}' must be '{Blue}' or '{Green}'.", nameof(slot)),
    };
}
