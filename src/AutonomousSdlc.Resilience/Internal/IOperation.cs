namespace AutonomousSdlc.Resilience.Internal;

/// <summary>A guarded operation. Implemented by structs, so that the executor is compiled for each kind without indirection.</summary>
internal interface IOperation<T>
{
    /// <summary>Whether the caller waits on its thread: then pauses and fallback steps block it, and everything has ended on return.</summary>
    static abstract bool IsSynchronous { get; }

    object? State { get; }

    ValueTask<T> InvokeAsync(CancellationToken cancellationToken);
}
