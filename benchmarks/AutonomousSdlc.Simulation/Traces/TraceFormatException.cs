namespace AutonomousSdlc.Simulation.Traces;

/// <summary>A trace file cannot be used: it is missing, empty, not gzip, truncated, or of the wrong length.</summary>
public sealed class TraceFormatException : Exception
{
    public TraceFormatException(string file, string cause, Exception? innerException = null)
        : base($"{file}: {cause}", innerException)
    {
        File = file;
        Cause = cause;
    }

    /// <summary>The file as the caller named it.</summary>
    public string File { get; }

    /// <summary>What is wrong with it and what would be right.</summary>
    public string Cause { get; }
}
