namespace AutonomousSdlc.Caching.Internal;

/// <summary>Counts who may still use a disposable value: the cache itself is one user, each lease another. The last one
/// disposes it.</summary>
internal sealed class ValueOwner(IDisposable value, int references)
{
    private int _references = references;

    /// <summary>Becomes a user, unless the last one has left.</summary>
    public bool TryAddReference()
    {
        var seen = Volatile.Read(ref _references);
        while (seen > 0)
        {
            var before = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>Adds users while the caller is one itself.</summary>
    public void AddReferences(int count) => Interlocked.Add(ref _references, count);

    /// <summary>Stops being a user.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            value.Dispose();
        }
    }
}
