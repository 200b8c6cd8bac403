using System.Globalization;

namespace ClosedLoop.Display;

/// <summary>The scorecard as aligned lines.</summary>
internal static class ScorecardText
{
    public static IEnumerable<string> Lines(Scorecard scorecard)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Scorecard (seed {scorecard.Seed}, trace {scorecard.Trace}, {scorecard.Processors} processors, {scorecard.DurationSeconds:0} s, {scorecard.Requests} requests)");
        var width = scorecard.Promises.Select(promise => promise.Text.Length).DefaultIfEmpty().Max();
        foreach (var promise in scorecard.Promises)
        {
            yield return $"  {promise.Step}  {promise.Text.PadRight(width)}  {promise.Verdict,-6}  {promise.Measured}";
        }

        yield return scorecard.AllKept ? "All promises kept." : "A promise was broken.";
    }
}
