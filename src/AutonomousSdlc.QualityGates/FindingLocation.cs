using System.Globalization;

namespace AutonomousSdlc.QualityGates;

/// <summary>A place in a file.</summary>
/// <param name="Path">
/// Path of the file. Gates may give any path; in a report it is relative to the root with <c>/</c> as separator, or
/// absolute when the file lies outside.
/// </param>
public sealed record FindingLocation(string Path)
{
    /// <summary>First line, from 1; 0 when unknown.</summary>
    public int StartLine { get; init; }

    /// <summary>First column, from 1; 0 when unknown.</summary>
    public int StartColumn { get; init; }

    /// <summary>Last line, from 1; 0 when unknown.</summary>
    public int EndLine { get; init; }

    /// <summary>Column after the last character, from 1; 0 when unknown.</summary>
    public int EndColumn { get; init; }

    /// <inheritdoc />
    public override string ToString() => StartLine == 0
        ? Path
        : string.Create(CultureInfo.InvariantCulture, $"{Path}({StartLine},{Math.Max(StartColumn, 1)})");
}
