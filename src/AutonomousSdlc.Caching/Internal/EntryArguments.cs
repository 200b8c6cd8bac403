namespace AutonomousSdlc.Caching.Internal;

/// <summary>Checks what users say about an entry, wherever they say it.</summary>
internal static class EntryArguments
{
    public static TimeSpan? Expiration(TimeSpan? value) =>
        value is not { } expiration || expiration > TimeSpan.Zero
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), expiration, $"Expiration ({expiration:c}) must be above zero. Leave it null for the default of the cache.");

    public static long? Weight(long? value) =>
        value is not < 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Weight ({value}) must not be negative. Use 0 for an entry that is never evicted for space.");

    /// <summary>Copies the list without duplicates, so that the caller cannot change it later.</summary>
    public static string[]? Tags(IReadOnlyList<string>? value)
    {
        if (value is null || value.Count == 0)
        {
            return null;
        }

        foreach (var tag in value)
        {
            if (string.IsNullOrEmpty(tag))
            {
                throw new ArgumentException("Tags must not contain null or an empty string. Remove it from the list.", nameof(value));
            }
        }

        return [.. value.Distinct(StringComparer.Ordinal)];
    }
}
