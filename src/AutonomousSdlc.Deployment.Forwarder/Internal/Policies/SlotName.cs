using System.Buffers;

namespace AutonomousSdlc.Deployment.Forwarder.Internal.Policies;

/// <summary>Slot names are DNS labels, so that a slot can stand as the host of a request to its handler.</summary>
internal static class SlotName
{
    public const int MaximumLength = 63;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaximumLength }
        && name[0] != '-'
        && name[^1] != '-'
        && !name.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>A foreign name made fit for a message: short and without control characters.</summary>
    public static string Printable(string? name)
    {
        var text = name ?? "";
        text = text.Length > MaximumLength ? string.Concat(text.AsSpan(0, MaximumLength), "...") : text;
        return string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));
    }
}
