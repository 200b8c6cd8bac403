using System.Globalization;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Workers that one signal asks for.</summary>
internal static class WorkersNeeded
{
    /// <summary>Beyond any bound of the options, and far from overflow.</summary>
    private const int Most = 1_000_000;

    /// <summary>Relative error of a quotient of doubles that must not cost a worker: 0.3 / 0.1 is not 3.</summary>
    private const double Rounding = 1e-9;

    public static SignalEvidence For(in SignalObservation signal, ScaleTargetState target, double tolerance)
    {
        if (Problem(signal, target) is { } problem)
        {
            return new SignalEvidence(signal.Name, Value: null, signal.PerWorker, Wanted: null, problem);
        }

        var value = signal.Value!.Value;
        var load = signal.IsAverage ? value * target.Ready : value;
        var quotient = load / signal.PerWorker;
        var wanted = (int)Math.Min(Math.Ceiling(quotient * (1 - Rounding)), Most);
        return wanted != target.Desired && target.Desired > 0 && Math.Abs((quotient / target.Desired) - 1) <= tolerance
            ? new SignalEvidence(signal.Name, value, signal.PerWorker, target.Desired, "Within the tolerance.")
            : new SignalEvidence(signal.Name, value, signal.PerWorker, wanted, Note: null);
    }

    private static string? Problem(in SignalObservation signal, ScaleTargetState target)
    {
        if (signal.Value is not { } value)
        {
            return signal.Problem ?? "It gave no value.";
        }

        if (!double.IsFinite(value) || value < 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"It gave {value}, which is no load.");
        }

        return signal.IsAverage && target.Ready == 0 ? "A mean over the workers needs a ready worker." : null;
    }
}
