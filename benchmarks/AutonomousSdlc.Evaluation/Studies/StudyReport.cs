namespace AutonomousSdlc.Evaluation.Studies;

/// <summary>
/// Rows of a study under the field names of the contract. Values are strings, booleans, integers and doubles; a double that
/// is not a number becomes null in JSON and a dash in the table.
/// </summary>
internal sealed class StudyReport(params string[] fields)
{
    private readonly List<object[]> _rows = [];

    public IReadOnlyList<string> Fields => fields;

    public IReadOnlyList<IReadOnlyList<object>> Rows => _rows;

    /// <summary>
    /// When set, the table on standard output has one column per value of this field, filled with <see cref="PivotValue"/>,
    /// and one line per combination of the fields before it. JSON rows are not affected.
    /// </summary>
    public string? PivotField { get; init; }

    /// <summary>The field shown in a pivoted table.</summary>
    public string? PivotValue { get; init; }

    /// <summary>Adds a row, one value per field.</summary>
    public void Add(params object[] values)
    {
        if (values.Length != fields.Length)
        {
            throw new ArgumentException($"A row of {values.Length} values does not fit {fields.Length} fields.", nameof(values));
        }

        _rows.Add(values);
    }

    /// <summary>The position of a field in every row.</summary>
    public int IndexOf(string field)
    {
        var index = Array.IndexOf(fields, field);
        return index >= 0 ? index : throw new ArgumentException($"There is no field '{field}'.", nameof(field));
    }
}
