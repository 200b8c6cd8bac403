namespace AutonomousSdlc.QualityGates.Internal.Policies;

/// <summary>Combines the outcomes of gates. Nothing looked at is never a pass.</summary>
internal static class VerdictPolicy
{
    public static (GateOutcome Outcome, bool Succeeded) Decide(IReadOnlyList<GateReport> gates, bool inconclusiveFails, bool warningsFail)
    {
        var looked = false;
        var failed = false;
        var inconclusive = false;
        var warning = false;
        foreach (var gate in gates)
        {
            var outcome = Effective(gate);
            looked |= outcome is not (GateOutcome.Skipped or GateOutcome.Inconclusive);
            failed |= gate.Gate.Required && outcome is GateOutcome.Failed;
            inconclusive |= gate.Gate.Required && outcome is GateOutcome.Inconclusive;
            warning |= outcome is GateOutcome.Warning || (!gate.Gate.Required && outcome is GateOutcome.Failed or GateOutcome.Inconclusive);
        }

        var outcomeOfRun = (failed, !looked || (inconclusive && inconclusiveFails), warning || inconclusive) switch
        {
            (true, _, _) => GateOutcome.Failed,
            (_, true, _) => GateOutcome.Inconclusive,
            (_, _, true) => GateOutcome.Warning,
            _ => GateOutcome.Passed,
        };
        var succeeded = outcomeOfRun is GateOutcome.Passed || (outcomeOfRun is GateOutcome.Warning && !warningsFail);
        return (outcomeOfRun, succeeded);
    }

    /// <summary>A gate that was kept from looking has not looked, whoever kept it; one that does not apply has nothing to say.</summary>
    private static GateOutcome Effective(GateReport gate) => gate.BlockedBy.Count > 0 ? GateOutcome.Inconclusive : gate.Result.Outcome;
}
