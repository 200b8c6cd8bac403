namespace AutonomousSdlc.QualityGates;

/// <summary>A path that has no solution or project, or several.</summary>
public sealed class SolutionDiscoveryException : QualityGateException
{
    /// <summary>Creates the exception.</summary>
    public SolutionDiscoveryException()
        : this("No solution was found.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    public SolutionDiscoveryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public SolutionDiscoveryException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="path">The path that was searched.</param>
    /// <param name="candidates">Files that were found.</param>
    public SolutionDiscoveryException(string message, string path, IReadOnlyList<string> candidates)
        : base(message)
    {
        Path = path;
        Candidates = candidates;
    }

    /// <summary>The path that was searched.</summary>
    public string Path { get; } = "";

    /// <summary>Names of the files between which the path does not decide; empty when there is none.</summary>
    public IReadOnlyList<string> Candidates { get; } = [];
}
