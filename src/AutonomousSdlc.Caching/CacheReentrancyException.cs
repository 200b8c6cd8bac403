namespace AutonomousSdlc.Caching;

/// <summary>A factory asked the cache for the key that it is loading, which would wait for itself forever.</summary>
public sealed class CacheReentrancyException : CachingException
{
    /// <summary>Creates the exception.</summary>
    public CacheReentrancyException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    public CacheReentrancyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">Cause.</param>
    public CacheReentrancyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The key, if known.</summary>
    public object? Key { get; init; }
}
