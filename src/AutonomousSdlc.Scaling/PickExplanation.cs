using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace AutonomousSdlc.Scaling;

/// <summary>Which members a call could get, and why not the others.</summary>
public sealed record PickExplanation
{
    /// <summary>Name of the balancer.</summary>
    public required string Balancer { get; init; }

    /// <summary>Name of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>Version of the snapshot that was looked at.</summary>
    public required long Version { get; init; }

    /// <summary>Which members take calls.</summary>
    public required PoolMode Mode { get; init; }

    /// <summary>Why no member can be picked; <see langword="null"/> when one can.</summary>
    public required NoNodeReason? Refusal { get; init; }

    /// <summary>Verdicts by member, by slot.</summary>
    public required ImmutableArray<NodeExplanation> Nodes { get; init; }

    /// <summary>A line for the whole and one for each member.</summary>
    /// <returns>Readable text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Balancer}: {Policy} over snapshot {Version}, mode {Mode}");
        text.Append(Refusal is { } refusal ? $", no node: {refusal}" : string.Empty);
        foreach (var node in Nodes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {node.Node.Id}: {(node.IsEligible ? "eligible" : "not eligible")}, load {node.Load}, score {node.Score:0.###}; {node.Reason}");
        }

        return text.ToString();
    }
}
