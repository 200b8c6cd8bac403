using System.Text.Json;
using AutonomousSdlc.Evaluation.Studies;

namespace AutonomousSdlc.Evaluation.Output;

/// <summary>Writes a report as one JSON array of flat objects.</summary>
internal static class JsonRows
{
    private static readonly JsonWriterOptions WriterOptions = new() { Indented = true };

    /// <summary>Fails before a long study when its result could not be written; null means that none is wanted.</summary>
    /// <exception cref="BadInputException">The directory does not exist or FILE is a directory.</exception>
    public static void RequireWritable(string? file)
    {
        if (file is null)
        {
            return;
        }

        if (file.Length == 0 || Directory.Exists(file))
        {
            throw new BadInputException($"--json '{file}' is no file name; name a file in an existing directory.");
        }

        var directory = Path.GetDirectoryName(Path.GetFullPath(file));
        if (!Directory.Exists(directory))
        {
            throw new BadInputException($"--json {file}: the directory '{directory}' does not exist; create it first.");
        }
    }

    /// <summary>Writes beside the file and then renames, so that a reader never sees half of it.</summary>
    public static void Write(StudyReport report, string? file)
    {
        if (file is null)
        {
            return;
        }

        var partial = file + ".partial";
        try
        {
            using (var stream = File.Create(partial))
            {
                Write(report, stream);
            }

            File.Move(partial, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--json {file}: cannot be written ({error.Message}).", error);
        }
    }

    private static void Write(StudyReport report, Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, WriterOptions);
        writer.WriteStartArray();
        foreach (var row in report.Rows)
        {
            writer.WriteStartObject();
            for (var field = 0; field < row.Count; field++)
            {
                writer.WritePropertyName(report.Fields[field]);
                WriteValue(writer, row[field]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double:
                writer.WriteNullValue();
                break;
            default:
                throw new NotSupportedException($"A row cannot hold a {value.GetType()}.");
        }
    }
}
