namespace AutonomousSdlc.Caching;

/// <summary>Base of the exceptions of this package.</summary>
public class CachingException : Exception
{
    /// <summary>Creates the exception.</summary>
    public CachingException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public CachingException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">Cause.</param>
    public CachingException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Name of the cache, if known.</summary>
    public string? CacheName { get; init; }
}
