namespace AutonomousSdlc.Testing;

/// <summary>What a <see cref="FaultInjector"/> does to the calls that pass it. Replace it at any time.</summary>
public sealed record FaultPlan
{
    /// <summary>A plan that lets every call pass at once.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>Share of calls that fail with <see cref="InjectedFaultException"/>, 0 to 1. Default 0.</summary>
    public double FailureRatio { get; init; }

    /// <summary>Share of calls that never answer until they are cancelled, 0 to 1. Default 0.</summary>
    public double HangRatio { get; init; }

    /// <summary>Time that each call takes at least. Default zero.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Mean of an exponentially distributed time on top of <see cref="Delay"/>. Default zero.</summary>
    public TimeSpan JitterMean { get; init; }
}
