using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience;

/// <summary>What a fallback step may know about the call that it answers for.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct FallbackContext
{
    private readonly object? _state;

    internal FallbackContext(string guardName, string? partition, in GuardCall call, Exception? exception, RejectionReason rejectionReason, int attempts, object? state)
    {
        GuardName = guardName;
        Partition = partition;
        Call = call;
        Exception = exception;
        RejectionReason = rejectionReason;
        Attempts = attempts;
        _state = state;
    }

    /// <summary>Name of the guard.</summary>
    public string GuardName { get; }

    /// <summary>Key of the partition; <see langword="null"/> for the guard's default partition.</summary>
    public string? Partition { get; }

    /// <summary>What the caller said about the call.</summary>
    public GuardCall Call { get; }

    /// <summary>Why the operation did not answer; <see langword="null"/> when it returned a value that counts as failure.</summary>
    public Exception? Exception { get; }

    /// <summary>Why the guard refused the call; <see cref="RejectionReason.None"/> if it was attempted.</summary>
    public RejectionReason RejectionReason { get; }

    /// <summary>Attempts that were started.</summary>
    public int Attempts { get; }

    /// <summary>Reads the state that the caller passed to the operation.</summary>
    /// <typeparam name="TState">Type of the state.</typeparam>
    /// <param name="state">The state.</param>
    /// <returns>Whether the caller passed a state of this type.</returns>
    public bool TryGetState<TState>([MaybeNullWhen(false)] out TState state)
    {
        if (_state is TState typed)
        {
            state = typed;
            return true;
        }

        state = default;
        return false;
    }
}
