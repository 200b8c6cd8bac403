using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>Checks options against each other and against the types of the cache; reports everything at once.</summary>
internal sealed class AdaptiveCacheOptionsValidator<TKey, TValue> : IValidateOptions<AdaptiveCacheOptions<TKey, TValue>>
    where TKey : notnull
{
    private const long LargestCapacity = 1L << 50;

    private static readonly AdaptiveCacheOptionsRangeValidator Ranges = new();

    public ValidateOptionsResult Validate(string? name, AdaptiveCacheOptions<TKey, TValue> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var builder = new ValidateOptionsResultBuilder();
        builder.AddResult(Ranges.Validate(name, options));
        if (options.Capacity is < 1 or > LargestCapacity)
        {
            builder.AddError($"Capacity ({options.Capacity}) must be between 1 and {LargestCapacity}.");
        }

        if (options.Policy is null || !EvictionPolicyFactory.Exists(options.Policy))
        {
            builder.AddError($"Policy ({options.Policy ?? "null"}) must be one of {string.Join(", ", EvictionPolicyFactory.Names)}.");
        }

        if (options.DisposeValues && CannotBeDisposable)
        {
            builder.AddError($"DisposeValues (True) has no effect because values of type {typeof(TValue)} are never IDisposable. Set it to false.");
        }

        return builder.Build();
    }

    /// <summary>A sealed type that does not implement the interface has no descendant that does.</summary>
    private static bool CannotBeDisposable =>
        (typeof(TValue).IsValueType || typeof(TValue).IsSealed) && !typeof(IDisposable).IsAssignableFrom(typeof(TValue));
}
