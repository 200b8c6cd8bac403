using System.Diagnostics.CodeAnalysis;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>The two places where a thread takes the result of a task without awaiting it.</summary>
[SuppressMessage("Usage", "VSTHRD002", Justification = "Synchronous calls are part of the API; the library awaits without a synchronization context.")]
[SuppressMessage("Usage", "VSTHRD103", Justification = "Synchronous calls are part of the API; the library awaits without a synchronization context.")]
internal static class CompletedTask
{
    /// <summary>Takes the result of a task that has ended.</summary>
    public static T Result<T>(ValueTask<T> completed) => completed.GetAwaiter().GetResult();

    /// <summary>Takes the end of a task that has ended, so that a pooled one returns to its pool.</summary>
    public static void Consume(ValueTask completed) => completed.GetAwaiter().GetResult();

    /// <summary>Blocks until a task has ended: an asynchronous fallback step of a synchronous call.</summary>
    public static T Wait<T>(ValueTask<T> pending) => pending.AsTask().GetAwaiter().GetResult();
}
