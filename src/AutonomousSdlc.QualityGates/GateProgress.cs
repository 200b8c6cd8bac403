using System.Globalization;

namespace AutonomousSdlc.QualityGates;

/// <summary>News from a run.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Message">A short text; the result's summary when the gate finished.</param>
public sealed record GateProgress(GateDescriptor Gate, GateProgressKind Kind, string Message)
{
    /// <summary>The result, when the gate finished.</summary>
    public GateResult? Result { get; init; }

    /// <summary>Time since the run started.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Gates of the run that have finished.</summary>
    public int Completed { get; init; }

    /// <summary>Gates of the run.</summary>
    public int Total { get; init; }

    /// <summary>One line for a console.</summary>
    /// <returns>Such as <c>  4.2 s  [2/4] build    Passed: 2 projects built without warnings.</c></returns>
    public override string ToString()
    {
        var what = Result is null ? Message : $"{Result.Outcome}: {Message}";
        return string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds,6:0.0} s  [{Completed}/{Total}] {Gate.Id,-8} {what}");
    }
}
