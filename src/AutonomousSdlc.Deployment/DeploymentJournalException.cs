namespace AutonomousSdlc.Deployment;

/// <summary>A journal cannot be read or written.</summary>
public sealed class DeploymentJournalException : DeploymentException
{
    /// <summary>Creates the exception without a message.</summary>
    public DeploymentJournalException()
    {
    }

    /// <summary>Creates the exception with a message.</summary>
    /// <param name="message">What happened and what to do.</param>
    public DeploymentJournalException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message and its cause.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DeploymentJournalException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a place in a file.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="offset">Where in the file, in bytes.</param>
    /// <param name="problem">What is wrong there.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="innerException">The cause, if any.</param>
    public DeploymentJournalException(string path, long offset, string problem, string remedy, Exception? innerException = null)
        : base($"Journal '{path}' at offset {offset}: {problem} {remedy}", innerException)
    {
        JournalPath = path;
        Offset = offset;
    }

    /// <summary>The journal, if known.</summary>
    public string? JournalPath { get; }

    /// <summary>Where in the file, in bytes.</summary>
    public long Offset { get; }
}
