using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using AutonomousSdlc.Resilience.Internal;

namespace AutonomousSdlc.Resilience;

/// <summary>How a guarded call ended, without an exception being thrown.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <remarks>
/// A value type; a refusal allocates nothing. A failure that a predicate recognised in the returned value (a status code,
/// say) has both <see cref="OutcomeKind.Failure"/> and a value.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly struct Outcome<T>
{
    private readonly T? _value;

    // Exception of a failure, identity of the guard that refused, or name of the fallback step that delivered.
    private readonly object? _detail;
    private readonly long _retryAfterTicks;
    private readonly byte _kind;
    private readonly byte _reason;
    private readonly byte _stop;
    private readonly bool _hasValue;

    internal Outcome(OutcomeKind kind, T? value, object? detail, int attempts)
    {
        _kind = (byte)kind;
        _value = value;
        _detail = detail;
        _hasValue = kind == OutcomeKind.Success || (kind == OutcomeKind.Failure && detail is null);
        Attempts = attempts;
    }

    /// <summary>How the call ended.</summary>
    public OutcomeKind Kind => (OutcomeKind)_kind;

    /// <summary>Whether the operation or a fallback step delivered a value that counts as success.</summary>
    public bool IsSuccess => Kind == OutcomeKind.Success;

    /// <summary>Whether the guard refused the call before its first attempt.</summary>
    public bool IsRejected => Kind == OutcomeKind.Rejected;

    /// <summary>Whether there is a value: always after a success, and after a failure that a predicate saw in the value.</summary>
    public bool HasValue => _hasValue;

    /// <summary>The value, or the default of its type.</summary>
    public T? Value => _value;

    /// <summary>Attempts that were started, fallback steps not counted.</summary>
    public int Attempts { get; }

    /// <summary>Why a failed call was not tried again.</summary>
    public RetryStop RetryStop
    {
        get => (RetryStop)_stop;
        internal init => _stop = (byte)value;
    }

    /// <summary>Why the guard refused the call; <see cref="RejectionReason.None"/> if it did not.</summary>
    public RejectionReason RejectionReason
    {
        get => (RejectionReason)_reason;
        internal init => _reason = (byte)value;
    }

    /// <summary>Time after which another call may be admitted; <see langword="null"/> when it is not known.</summary>
    public TimeSpan? RetryAfter
    {
        get => _retryAfterTicks > 0 ? TimeSpan.FromTicks(_retryAfterTicks) : null;
        internal init => _retryAfterTicks = value?.Ticks ?? 0;
    }

    /// <summary>Name of the fallback step that delivered the value; <see langword="null"/> when the operation itself did.</summary>
    public string? FallbackStep => _detail as string;

    /// <summary>The refusal, if the call was refused.</summary>
    public GuardRejection? Rejection =>
        IsRejected && _detail is GuardIdentity identity
            ? new GuardRejection(identity.GuardName, identity.Partition, RejectionReason, RetryAfter)
            : null;

    /// <summary>
    /// What the throwing calls would have thrown; <see langword="null"/> when there is a value. For a refusal it is made
    /// anew by each read.
    /// </summary>
    public Exception? Exception => _detail switch
    {
        Exception exception => exception,
        GuardIdentity identity => identity.ToException(RejectionReason, RetryAfter),
        _ => null,
    };

    /// <summary>Reads the value if there is one.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGetValue([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        return _hasValue;
    }

    /// <summary>Returns the value, or throws what the throwing calls would have thrown.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="ResilienceException">The guard refused the call, or one of its time limits passed.</exception>
    public T GetValueOrThrow()
    {
        if (!_hasValue)
        {
            ExceptionDispatchInfo.Throw(Exception!);
        }

        return _value!;
    }

    /// <inheritdoc />
    public override string ToString() => Exception is { } exception
        ? $"{Kind} after {Attempts} attempt(s): {exception.Message}"
        : $"{Kind} after {Attempts} attempt(s)";
}
