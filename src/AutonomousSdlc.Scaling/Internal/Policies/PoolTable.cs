namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Keeps what a policy derives from a snapshot until it meets another snapshot. Threads that meet it at the same time may derive the same twice, which does no harm.</summary>
internal sealed class PoolTable<T>(Func<NodeSnapshot, T> derive)
    where T : class
{
    private Entry? _entry;

    public T For(NodeSnapshot pool)
    {
        var entry = Volatile.Read(ref _entry);
        return entry is not null && ReferenceEquals(entry.Pool, pool) ? entry.Table : Derive(pool);
    }

    private T Derive(NodeSnapshot pool)
    {
        var table = derive(pool);
        Volatile.Write(ref _entry, new Entry(pool, table));
        return table;
    }

    private sealed record Entry(NodeSnapshot Pool, T Table);
}
