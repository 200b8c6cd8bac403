namespace AutonomousSdlc.QualityGates;

/// <summary>A tool that a gate starts is not installed. A gate that lets it through is inconclusive, with the remedy.</summary>
public sealed class ToolNotFoundException : QualityGateException
{
    /// <summary>Creates the exception.</summary>
    public ToolNotFoundException()
        : this("A tool was not found.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is missing.</param>
    public ToolNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is missing.</param>
    /// <param name="innerException">The cause.</param>
    public ToolNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="tool">File name of the tool.</param>
    /// <param name="remedy">How to get it.</param>
    /// <param name="innerException">The cause.</param>
    public ToolNotFoundException(string tool, string remedy, Exception? innerException)
        : base($"The tool '{tool}' cannot be started. {remedy}", innerException!)
    {
        Tool = tool;
        Remedy = remedy;
    }

    /// <summary>File name of the tool.</summary>
    public string Tool { get; } = "";

    /// <summary>How to get it.</summary>
    public string Remedy { get; } = "";
}
