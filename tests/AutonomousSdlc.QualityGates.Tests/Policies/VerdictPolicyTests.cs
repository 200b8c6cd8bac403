using AutonomousSdlc.QualityGates.Internal.Policies;

namespace AutonomousSdlc.QualityGates.Tests.Policies;

public sealed class VerdictPolicyTests
{
    [Theory]
    [InlineData("Passed", GateOutcome.Passed, true)]
    [InlineData("Passed Warning", GateOutcome.Warning, true)]
    [InlineData("Passed Warning Failed Inconclusive", GateOutcome.Failed, false)]
    [InlineData("Passed Inconclusive Warning", GateOutcome.Inconclusive, false)]
    [InlineData("Passed Skipped", GateOutcome.Passed, true)]
    [InlineData("Skipped Skipped", GateOutcome.Inconclusive, false)]
    [InlineData("Inconclusive", GateOutcome.Inconclusive, false)]
    [InlineData("Passed ~Failed", GateOutcome.Warning, true)]
    [InlineData("Passed ~Inconclusive", GateOutcome.Warning, true)]
    [InlineData("Passed ~Skipped", GateOutcome.Passed, true)]
    [InlineData("~Inconclusive", GateOutcome.Inconclusive, false)]
    [InlineData("Passed !Skipped", GateOutcome.Inconclusive, false)]
    [InlineData("Passed ~!Skipped", GateOutcome.Warning, true)]
    public void The_worst_required_gate_decides(string gates, GateOutcome outcome, bool succeeded) =>
        VerdictPolicy.Decide(Parse(gates), inconclusiveFails: true, warningsFail: false).ShouldBe((outcome, succeeded));

    [Theory]
    [InlineData("Passed Inconclusive", GateOutcome.Warning, true)]
    [InlineData("Failed Inconclusive", GateOutcome.Failed, false)]
    [InlineData("Inconclusive", GateOutcome.Inconclusive, false)]
    [InlineData("Passed !Skipped", GateOutcome.Warning, true)]
    public void Inconclusive_can_count_as_a_warning_unless_nothing_was_looked_at(string gates, GateOutcome outcome, bool succeeded) =>
        VerdictPolicy.Decide(Parse(gates), inconclusiveFails: false, warningsFail: false).ShouldBe((outcome, succeeded));

    [Fact]
    public void Warnings_can_fail() =>
        VerdictPolicy.Decide(Parse("Passed Warning"), inconclusiveFails: true, warningsFail: true).ShouldBe((GateOutcome.Warning, false));

    /// <summary>"~" is advisory, "!" is blocked by another gate.</summary>
    private static GateReport[] Parse(string gates) =>
    [
        .. gates.Split(' ').Select((text, index) => new GateReport(
            new GateDescriptor($"gate{index}") { Required = !text.Contains('~', StringComparison.Ordinal) },
            new GateResult(Enum.Parse<GateOutcome>(text.TrimStart('~', '!')), ""))
        {
            BlockedBy = text.Contains('!', StringComparison.Ordinal) ? ["other"] : [],
        }),
    ];
}
