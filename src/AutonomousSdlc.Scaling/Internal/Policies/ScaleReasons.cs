using System.Globalization;
using System.Text;

namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Says a decision in a sentence with its figures.</summary>
internal static class ScaleReasons
{
    public static string Describe(int from, int to, ScaleCause cause, SignalEvidence[] signals, int neededWithinWindow, AutoscalerOptions options)
    {
        var text = new StringBuilder();
        if (to == from)
        {
            text.Append(CultureInfo.InvariantCulture, $"Held at {from}: ");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"{(to > from ? "Up" : "Down")} from {from} to {to}: ");
        }

        switch (cause)
        {
            case ScaleCause.SignalUnknown:
                Join(text, signals.Where(static signal => signal.Wanted is null), static (text, signal) => text.Append(CultureInfo.InvariantCulture, $"signal \"{signal.Name}\" is unknown ({signal.Note?.TrimEnd('.')})"));
                text.Append(", and nothing is scaled down on a guess.");
                break;
            case ScaleCause.OutOfBounds:
                text.Append(CultureInfo.InvariantCulture, $"{from} is outside Minimum ({options.Minimum}) and Maximum ({options.Maximum}).");
                break;
            default:
                AppendNeeds(text, signals);
                AppendLimit(text, to, cause, signals, neededWithinWindow, options);
                break;
        }

        return text.ToString();
    }

    private static void AppendNeeds(StringBuilder text, SignalEvidence[] signals) =>
        Join(text, signals, static (text, signal) =>
        {
            if (signal.Wanted is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{signal.Name} is unknown");
                return;
            }

            text.Append(CultureInfo.InvariantCulture, $"{signal.Name} ({signal.Value:0.###}) needs {signal.Wanted} at {signal.PerWorker:0.###} each");
            if (signal.Note is not null)
            {
                text.Append(", within the tolerance");
            }
        });

    private static void AppendLimit(StringBuilder text, int to, ScaleCause cause, SignalEvidence[] signals, int neededWithinWindow, AutoscalerOptions options)
    {
        var need = signals.Max(static signal => signal.Wanted) ?? to;
        switch (cause)
        {
            case ScaleCause.AtMaximum:
                text.Append(CultureInfo.InvariantCulture, $"; Maximum is {options.Maximum}. Raise Maximum to allow more.");
                break;
            case ScaleCause.AtMinimum:
                text.Append(CultureInfo.InvariantCulture, $"; Minimum is {options.Minimum}.");
                break;
            case ScaleCause.Stabilizing:
                text.Append(CultureInfo.InvariantCulture, $", but {neededWithinWindow} were needed within the last {options.ScaleDownStabilization.TotalSeconds:0.###} s (ScaleDownStabilization).");
                break;
            case ScaleCause.RateLimited:
                text.Append(need > to ? "; Up allows no further step yet." : "; Down allows no further step yet.");
                break;
            case ScaleCause.LoadAboveTarget when need > to:
                text.Append(to == options.Maximum
                    ? FormattableString.Invariant($"; Maximum is {options.Maximum}. Raise Maximum to allow more.")
                    : "; Up allows this step.");
                break;
            case ScaleCause.LoadBelowTarget when need < to:
                text.Append(CultureInfo.InvariantCulture, $"; {LowerLimit(to, neededWithinWindow, options)}");
                break;
            default:
                text.Append('.');
                break;
        }
    }

    private static string LowerLimit(int to, int neededWithinWindow, AutoscalerOptions options) =>
        to == options.Minimum ? FormattableString.Invariant($"Minimum is {options.Minimum}.")
        : to == neededWithinWindow ? FormattableString.Invariant($"{neededWithinWindow} were needed within the last {options.ScaleDownStabilization.TotalSeconds:0.###} s.")
        : "Down allows this step.";

    private static void Join(StringBuilder text, IEnumerable<SignalEvidence> signals, Action<StringBuilder, SignalEvidence> append)
    {
        var first = true;
        foreach (var signal in signals)
        {
            if (!first)
            {
                text.Append(", ");
            }

            append(text, signal);
            first = false;
        }
    }
}
