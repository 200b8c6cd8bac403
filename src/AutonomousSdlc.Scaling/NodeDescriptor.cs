using System.Collections.Frozen;

namespace AutonomousSdlc.Scaling;

/// <summary>What is known about a node before it takes a call. Immutable; change it with <see cref="INodeRegistry.Update"/>.</summary>
public sealed record NodeDescriptor
{
    /// <summary>Smallest weight: 0.001.</summary>
    public const double MinimumWeight = 0.001;

    /// <summary>Largest weight: 1 000.</summary>
    public const double MaximumWeight = 1000;

    /// <summary>Describes a node.</summary>
    /// <param name="id">Unique in its registry, compared ordinally; not blank.</param>
    /// <param name="address">Absolute address, for instance <c>http://10.0.0.7:8080</c> or <c>unix:///run/app.sock</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="id"/> is blank or <paramref name="address"/> is relative.</exception>
    public NodeDescriptor(string id, Uri address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri)
        {
            throw new ArgumentException($"Address ({address}) of node '{id}' must be absolute, for instance http://10.0.0.7:8080.", nameof(address));
        }

        Id = id;
        Address = address;
    }

    /// <summary>Unique id in the registry.</summary>
    public string Id { get; }

    /// <summary>Absolute address.</summary>
    public Uri Address { get; }

    /// <summary>Relative share of calls that the node should get.</summary>
    /// <value>Default 1; bounds 0.001 to 1 000.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a number in these bounds.</exception>
    public double Weight
    {
        get;
        init
        {
            if (!(value is >= MinimumWeight and <= MaximumWeight))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, $"Weight must be between {MinimumWeight} and {MaximumWeight}. To keep calls away, drain the node.");
            }

            field = value;
        }
    } = 1;

    /// <summary>Failure domain, for instance a rack or an availability zone; <see langword="null"/> when unknown.</summary>
    public string? Zone { get; init; }

    /// <summary>Free labels, for instance a version.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Cost (see <see cref="PickContext.Cost"/>) that the node handles at once, the yardstick of utilisation; <see langword="null"/> when unknown.</summary>
    /// <value>Positive. It is reported, not enforced.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero or negative.</exception>
    public int? Capacity
    {
        get;
        init
        {
            if (value is { } capacity)
            {
                ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity, nameof(value));
            }

            field = value;
        }
    }

    /// <summary>Price of running the node for an hour, in a currency of your choice; <see langword="null"/> when unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public decimal? CostPerHour
    {
        get;
        init
        {
            if (value is { } cost)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(cost, nameof(value));
            }

            field = value;
        }
    }
}
