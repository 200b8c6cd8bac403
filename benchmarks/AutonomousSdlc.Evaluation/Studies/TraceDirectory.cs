using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Evaluation.Studies;

/// <summary>Finds the traces of a directory, in order of their names.</summary>
internal static class TraceDirectory
{
    /// <summary>The project's own recordings, which the build copies beside the program.</summary>
    public static string Default => Path.Combine(AppContext.BaseDirectory, "traces");

    /// <exception cref="BadInputException">No such directory, or no trace in it.</exception>
    public static IReadOnlyList<string> Find(string? directory)
    {
        var searched = directory ?? Default;
        if (!Directory.Exists(searched))
        {
            throw new BadInputException($"--traces {searched}: {(File.Exists(searched) ? "is a file" : "does not exist")}; give a directory with files named *{TraceReader.Extension}.");
        }

        try
        {
            var files = Directory.GetFiles(searched, "*" + TraceReader.Extension);
            Array.Sort(files, StringComparer.Ordinal);
            return files.Length > 0
                ? files
                : throw new BadInputException($"--traces {searched}: holds no file named *{TraceReader.Extension}; each trace is gzip of one little-endian 64-bit key per request.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--traces {searched}: cannot be listed ({error.Message}).", error);
        }
    }
}
