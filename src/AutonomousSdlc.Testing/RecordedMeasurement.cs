namespace AutonomousSdlc.Testing;

/// <summary>One measurement that an instrument reported.</summary>
/// <param name="Instrument">Name of the instrument.</param>
/// <param name="Value">The value, widened to <see cref="double"/>.</param>
/// <param name="Tags">The tags of the measurement.</param>
public sealed record RecordedMeasurement(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags)
{
    /// <summary>Whether the measurement carries a tag with this value.</summary>
    /// <param name="name">Tag name.</param>
    /// <param name="value">Expected value, compared as invariant text.</param>
    public bool HasTag(string name, object? value) =>
        Tags.TryGetValue(name, out var actual)
        && string.Equals(
            Convert.ToString(actual, System.Globalization.CultureInfo.InvariantCulture),
            Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
}
