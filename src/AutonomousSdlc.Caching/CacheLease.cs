using AutonomousSdlc.Caching.Internal;

namespace AutonomousSdlc.Caching;

/// <summary>A borrowed value. While a lease is open, the cache does not dispose the value.</summary>
/// <typeparam name="TValue">Type of the value.</typeparam>
public sealed class CacheLease<TValue> : IDisposable
{
    private readonly TValue _value;
    private readonly ValueOwner? _owner;
    private int _returned;

    internal CacheLease(TValue value, ValueOwner? owner)
    {
        _value = value;
        _owner = owner;
    }

    /// <summary>The value.</summary>
    /// <exception cref="ObjectDisposedException">The lease was returned.</exception>
    public TValue Value
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _returned) != 0, this);
            return _value;
        }
    }

    /// <summary>Returns the value. If it has left the cache and this was the last lease, it is disposed here.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _returned, 1) == 0)
        {
            _owner?.Release();
        }
    }
}
