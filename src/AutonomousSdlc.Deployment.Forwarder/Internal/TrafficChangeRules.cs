using System.Globalization;
using AutonomousSdlc.Deployment.Forwarder.Internal.Policies;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>What this router asks of a change beyond <see cref="TrafficChange.EnsureApplicableTo"/>: sizes, names, addresses.</summary>
internal static class TrafficChangeRules
{
    public const int MaximumSlots = 64;
    public const int MaximumEndpoints = 1000;

    /// <exception cref="ArgumentException">A rule does not hold; the message names the slot and the value.</exception>
    public static void EnsureValid(TrafficChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Epoch < 1 || change.Generation < 1)
        {
            throw new ArgumentException($"Epoch ({change.Epoch}) and generation ({change.Generation}) of a change must be at least 1.", nameof(change));
        }

        if (change.Weights is null || change.Endpoints is null)
        {
            throw new ArgumentException("A change must have weights and endpoints; they may be empty.", nameof(change));
        }

        var names = change.Weights.Keys.Union(change.Endpoints.Keys, StringComparer.Ordinal).ToList();
        EnsureSlotCount(names.Count);
        foreach (var name in names)
        {
            EnsureSlotName(name);
        }

        foreach (var (slot, endpoints) in change.Endpoints)
        {
            EnsureEndpoints(slot, endpoints);
        }
    }

    public static void EnsureSlotCount(int count)
    {
        if (count > MaximumSlots)
        {
            throw new ArgumentException($"A forwarder may have {MaximumSlots} slots, not {count}. Use the names of slots that exist.");
        }
    }

    public static void EnsureSlotName(string name)
    {
        if (!SlotName.IsValid(name))
        {
            throw new ArgumentException($"Slot name '{SlotName.Printable(name)}' must be 1 to {SlotName.MaximumLength} lower-case letters, digits or '-', and not begin or end with '-'.");
        }
    }

    public static void EnsureEndpoints(string slot, IReadOnlyList<Uri> endpoints)
    {
        if (endpoints is null || endpoints.Count > MaximumEndpoints)
        {
            throw new ArgumentException($"Slot '{slot}' may have 0 to {MaximumEndpoints} endpoints, not {endpoints?.Count.ToString(CultureInfo.InvariantCulture) ?? "null"}.");
        }

        foreach (var endpoint in endpoints)
        {
            if (endpoint is null
                || !endpoint.IsAbsoluteUri
                || endpoint.Scheme is not ("http" or "https")
                || endpoint.PathAndQuery != "/"
                || endpoint.Fragment.Length > 0
                || endpoint.UserInfo.Length > 0)
            {
                throw new ArgumentException(
                    $"Endpoint '{endpoint}' of slot '{slot}' must be http:// or https:// with host and port only, for example http://127.0.0.1:5001/.");
            }
        }
    }
}
