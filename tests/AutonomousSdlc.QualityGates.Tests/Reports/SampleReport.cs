namespace AutonomousSdlc.QualityGates.Tests.Reports;

internal static class SampleReport
{
    public static QualityReport Create() => new()
    {
        Outcome = GateOutcome.Failed,
        Succeeded = false,
        RootPath = "/repo",
        SolutionPath = "/repo/Demo.sln",
        Scope = GateScope.New,
        StartedAt = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero),
        Duration = TimeSpan.FromSeconds(12.34567),
        Gates =
        [
            new GateReport(
                new GateDescriptor("build") { Name = "Build" },
                GateResult.Failed(
                    "2 errors | <script>",
                    new Finding("CS1002", FindingLevel.Error, new FindingMessage("; expected") { Id = "expected", Arguments = [";"] })
                    {
                        Locations = [new FindingLocation("src/My App/A#.cs") { StartLine = 3, StartColumn = 7 }],
                        Fingerprint = new string('a', 64),
                        BaselineState = BaselineState.New,
                        HelpUri = new Uri("https://example.org/CS1002"),
                        Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["projects"] = "A.csproj" },
                    },
                    new Finding("CS1002", FindingLevel.Warning, "outside") { Locations = [new FindingLocation("/usr/lib/B.cs")] },
                    new Finding("NOTE", FindingLevel.Note, "no place")) with
                {
                    Metrics = new Dictionary<string, double>(StringComparer.Ordinal) { ["build.errors"] = 2 },
                    Suggestions = ["Fix `it`."],
                })
            {
                StartedAfter = TimeSpan.FromSeconds(1),
                Duration = TimeSpan.FromSeconds(2.5),
            },
            new GateReport(new GateDescriptor("test") { Name = "Test" }, GateResult.Skipped("Not started, because gate 'build' did not pass.")) { BlockedBy = ["build"] },
            new GateReport(new GateDescriptor("style") { Name = "Style", Required = false }, GateResult.Inconclusive("crashed")) { Error = "System.Exception" },
        ],
    };
}
