using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience;

/// <summary>The classification of one attempt: its kind, and when the dependency asked to be called again.</summary>
/// <param name="Kind">What the attempt says about the dependency.</param>
/// <param name="RetryAfter">Time that the dependency asked to wait; <see langword="null"/> or not positive when it did not ask. Clamped to <see cref="GuardRetryOptions.MaximumRetryAfter"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CallVerdict(CallResultKind Kind, TimeSpan? RetryAfter = null)
{
    /// <summary>The dependency answered as it should.</summary>
    public static CallVerdict Success => new(CallResultKind.Success);

    /// <summary>A failure that may pass.</summary>
    public static CallVerdict Transient => new(CallResultKind.Transient);

    /// <summary>A failure that would repeat and says nothing about the dependency.</summary>
    public static CallVerdict Permanent => new(CallResultKind.Permanent);

    /// <summary>The attempt ran out of time.</summary>
    public static CallVerdict Timeout => new(CallResultKind.Timeout);

    /// <summary>The caller cancelled the attempt.</summary>
    public static CallVerdict Cancelled => new(CallResultKind.Cancelled);

    /// <summary>The dependency refused the call unprocessed.</summary>
    /// <param name="retryAfter">Time that it asked to wait, if it did.</param>
    /// <returns>The verdict.</returns>
    public static CallVerdict Rejection(TimeSpan? retryAfter = null) => new(CallResultKind.Rejection, retryAfter);
}
