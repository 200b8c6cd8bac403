namespace AutonomousSdlc.Shared.Processes;

/// <summary>An instance failed; the message says which, how, and its last output.</summary>
internal sealed class LocalInstanceException : IOException
{
    public LocalInstanceException()
    {
    }

    public LocalInstanceException(string message)
        : base(message)
    {
    }

    public LocalInstanceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
