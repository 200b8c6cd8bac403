using System.ComponentModel.DataAnnotations;

namespace AutonomousSdlc.Scaling;

/// <summary>A <see cref="NodeDescriptor"/> in configuration.</summary>
public sealed class NodeOptions
{
    /// <summary>Unique id in the registry.</summary>
    /// <value>Required, not blank; <see langword="null"/> takes the authority of <see cref="Address"/>. Not live.</value>
    public string? Id { get; set; }

    /// <summary>Absolute address, for instance <c>http://10.0.0.7:8080</c>.</summary>
    /// <value>Required. Not live.</value>
    [Required]
    public Uri? Address { get; set; }

    /// <summary>Relative share of calls that the node should get.</summary>
    /// <value>Default 1; bounds 0.001 to 1 000. Not live.</value>
    [Range(NodeDescriptor.MinimumWeight, NodeDescriptor.MaximumWeight)]
    public double Weight { get; set; } = 1;

    /// <summary>Failure domain.</summary>
    /// <value>Default <see langword="null"/>, unknown. Not live.</value>
    public string? Zone { get; set; }

    /// <summary>Free labels.</summary>
    /// <value>Default none. Not live.</value>
    public IDictionary<string, string> Labels { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Cost that the node handles at once.</summary>
    /// <value>Default <see langword="null"/>, unknown; at least 1. Not live.</value>
    [Range(1, int.MaxValue)]
    public int? Capacity { get; set; }

    /// <summary>Price of running the node for an hour.</summary>
    /// <value>Default <see langword="null"/>, unknown; not negative. Not live.</value>
    public decimal? CostPerHour { get; set; }

    internal string EffectiveId => Id ?? (Address is { IsAbsoluteUri: true } address ? address.Authority : string.Empty);

    internal NodeDescriptor ToDescriptor() => new(EffectiveId, Address!)
    {
        Weight = Weight,
        Zone = Zone,
        Labels = new Dictionary<string, string>(Labels, StringComparer.Ordinal),
        Capacity = Capacity,
        CostPerHour = CostPerHour,
    };
}
