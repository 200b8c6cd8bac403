using AutonomousSdlc.Resilience.Internal;

namespace AutonomousSdlc.Resilience;

/// <summary>
/// What the guard should know about one call: its partition, whether it may be repeated, how long it may take, and
/// values for the functions of the options. The default value is a call about which nothing is known.
/// </summary>
/// <remarks>A value type: passing one allocates nothing. <see cref="With{T}"/> allocates one small object per value.</remarks>
public readonly record struct GuardCall
{
    private readonly CallItem? _items;

    private GuardCall(GuardCall source, CallItem items)
    {
        this = source;
        _items = items;
    }

    /// <summary>Key of the part of the dependency that is called (host, shard, tenant). Each partition has its own circuit and retry budget.</summary>
    /// <value>Default <see langword="null"/>: <see cref="ResilienceGuardOptions.PartitionBy"/> decides, otherwise the guard's one default partition.</value>
    public string? Partition { get; init; }

    /// <summary>Whether repeating the call has no further effect.</summary>
    /// <value>Default <see langword="null"/>: <see cref="GuardRetryOptions.AssumeIdempotent"/> decides.</value>
    public bool? IsIdempotent { get; init; }

    /// <summary>Time within which the call has to end, retries included. The shorter of this and <see cref="ResilienceGuardOptions.Deadline"/> holds; zero or less is refused at once.</summary>
    /// <value>Default <see langword="null"/>: only the option holds.</value>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Describes a call to one partition.</summary>
    /// <param name="partition">Key of the partition.</param>
    /// <returns>The description.</returns>
    public static GuardCall For(string partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        return new GuardCall { Partition = partition };
    }

    /// <summary>Adds a value, or replaces the value of the same key.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="key">Key to read it with.</param>
    /// <param name="value">The value.</param>
    /// <returns>A copy with the value.</returns>
    public GuardCall With<T>(GuardKey<T> key, T value)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new GuardCall(this, new CallItem<T>(key, value, _items));
    }

    /// <summary>Reads a value. Cost: linear in the number of values.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="key">Key that it was added with.</param>
    /// <returns>The value, or the default of its type if the call carries none.</returns>
    public T? Get<T>(GuardKey<T> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        for (var item = _items; item is not null; item = item.Next)
        {
            if (ReferenceEquals(item.Key, key))
            {
                return ((CallItem<T>)item).Value;
            }
        }

        return default;
    }
}
