using System.Globalization;
using AutonomousSdlc.Evaluation.Studies;

namespace AutonomousSdlc.Evaluation.Output;

/// <summary>Writes a report as an aligned text table: numbers to the right, text to the left.</summary>
internal static class TextTable
{
    private const string ColumnGap = "  ";

    public static void Write(StudyReport report, TextWriter output)
    {
        var (header, rows) = report.PivotField is null ? Flat(report) : Pivot(report, report.PivotField, report.PivotValue!);
        var rightAligned = header.Select((_, column) => rows.TrueForAll(row => row[column] is not string)).ToArray();
        var texts = rows.ConvertAll(row => row.Select(Format).ToArray());
        var widths = header.Select((title, column) => texts.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        WriteLine(header);
        texts.ForEach(WriteLine);

        void WriteLine(string[] cells)
        {
            var padded = cells.Select((cell, column) => rightAligned[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            output.WriteLine(string.Join(ColumnGap, padded).TrimEnd());
        }
    }

    private static (string[] Header, List<object?[]> Rows) Flat(StudyReport report) =>
        ([.. report.Fields], [.. report.Rows.Select(row => row.ToArray())]);

    private static (string[] Header, List<object?[]> Rows) Pivot(StudyReport report, string pivotField, string pivotValue)
    {
        var pivot = report.IndexOf(pivotField);
        var value = report.IndexOf(pivotValue);
        var columns = report.Rows.Select(row => Format(row[pivot])).Distinct(StringComparer.Ordinal).ToList();
        var lines = new OrderedDictionary<string, object?[]>(StringComparer.Ordinal);
        foreach (var row in report.Rows)
        {
            var keys = row.Take(pivot).ToArray();
            var line = string.Join('\0', keys.Select(Format));
            if (!lines.TryGetValue(line, out var cells))
            {
                cells = [.. keys, .. new object?[columns.Count]];
                lines.Add(line, cells);
            }

            cells[pivot + columns.IndexOf(Format(row[pivot]))] = row[value];
        }

        return ([.. report.Fields.Take(pivot), .. columns], [.. lines.Values]);
    }

    private static string Format(object? value) => value switch
    {
        null or double.NaN => "-",
        double number => number.ToString("0.0000", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
