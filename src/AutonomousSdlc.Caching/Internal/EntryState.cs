namespace AutonomousSdlc.Caching.Internal;

/// <summary>The part of an entry that does not depend on its types.</summary>
internal abstract class EntryState
{
    private const byte Loading = 0;
    private const byte Ready = 1;
    private const byte Failed = 2;

    private EntryDetails? _details;
    private byte _phase;
    private bool _isLinked;

    protected EntryState(bool isReady, EntryDetails? details)
    {
        _details = details;
        _phase = isReady ? Ready : Loading;
    }

    /// <summary>Thread that runs the synchronous factory, or 0.</summary>
    public int LoaderThread { get; init; }

    public bool IsLoading => Volatile.Read(ref _phase) == Loading;

    /// <summary>Whether the value is published. It stays so after the entry left the table: a reader that found the entry
    /// in the table may return its value, because it was the current one when it was found.</summary>
    public bool IsReady => Volatile.Read(ref _phase) == Ready;

    public bool IsFailed => Volatile.Read(ref _phase) == Failed;

    /// <summary>Whether the entry is in the table; written under the lock of its stripe.</summary>
    public bool IsLinked
    {
        get => Volatile.Read(ref _isLinked);
        set => Volatile.Write(ref _isLinked, value);
    }

    /// <summary>What only some entries have, or null.</summary>
    public EntryDetails? Details => Volatile.Read(ref _details);

    public ValueOwner? Owner => Details?.Owner;

    public EntryDetails RequireDetails() =>
        Details ?? Interlocked.CompareExchange(ref _details, new EntryDetails(), null) ?? _details;

    /// <summary>Forgets details that say nothing about a stored value.</summary>
    public void DropDetails() => Volatile.Write(ref _details, null);

    public void Fail(Exception error)
    {
        RequireDetails().Error = error;
        Volatile.Write(ref _phase, Failed);
    }

    protected void PublishReady() => Volatile.Write(ref _phase, Ready);
}
