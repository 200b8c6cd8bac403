using ClosedLoop.Display;

namespace ClosedLoop.Tests;

public sealed class ScorecardTextTests
{
    [Fact]
    public void A_broken_promise_stands_out_and_decides_the_verdict()
    {
        var scorecard = new Scorecard(
            Seed: 7,
            Trace: "build",
            Processors: 2,
            DurationSeconds: 61.4,
            Requests: 1000,
            Failures: 3,
            [new Promise(1, "short", "measured so", Kept: true), new Promise(2, "longer promise", "not reached", Kept: false)],
            Decisions: []);

        var lines = ScorecardText.Lines(scorecard).ToList();

        lines[0].ShouldBe("Scorecard (seed 7, trace build, 2 processors, 61 s, 1000 requests)");
        lines[1].ShouldBe("  1  short           kept    measured so");
        lines[2].ShouldBe("  2  longer promise  BROKEN  not reached");
        lines[^1].ShouldBe("A promise was broken.");
        scorecard.AllKept.ShouldBeFalse();
    }
}
