namespace AutonomousSdlc.QualityGates;

/// <summary>The text of a finding, with the parts that a translation needs.</summary>
/// <param name="Text">The whole text.</param>
public sealed record FindingMessage(string Text)
{
    /// <summary>Key of the text among the rule's messages; <see langword="null"/> when the text comes from a tool.</summary>
    public string? Id { get; init; }

    /// <summary>Values of the placeholders of that message.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Makes a message of a plain text.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator FindingMessage(string text) => FromString(text);

    /// <summary>Makes a message of a plain text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The message.</returns>
    public static FindingMessage FromString(string text) => new(text);

    /// <inheritdoc />
    public override string ToString() => Text;
}
