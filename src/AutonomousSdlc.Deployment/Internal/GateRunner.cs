namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Asks all gates at the same time; what is not a clear yes is a no.</summary>
internal sealed class GateRunner(
    IReadOnlyDictionary<string, Func<DeploymentGateContext, CancellationToken, Task<GateVerdict>>> gates)
{
    public IReadOnlyCollection<string> Names { get; } = [.. gates.Keys];

    public async Task<GateVerdict> RunAsync(DeploymentGateContext context, CancellationToken cancellationToken)
    {
        var verdicts = await Task.WhenAll(gates.Select(gate => AskAsync(gate.Key, gate.Value, context, cancellationToken))).ConfigureAwait(false);
        var refusals = verdicts.Where(one => !one.Verdict.IsPassed).ToList();
        return refusals.Count > 0
            ? GateVerdict.Refuse([.. refusals.SelectMany(Describe)])
            : GateVerdict.Pass([.. verdicts.SelectMany(Describe)]);
    }

    private static IEnumerable<string> Describe((string Name, GateVerdict Verdict) one) =>
        one.Verdict.Reasons.Count == 0
            ? [$"Gate '{one.Name}' passed."]
            : one.Verdict.Reasons.Select(reason => $"Gate '{one.Name}': {reason}");

    private static async Task<(string Name, GateVerdict Verdict)> AskAsync(
        string name,
        Func<DeploymentGateContext, CancellationToken, Task<GateVerdict>> gate,
        DeploymentGateContext context,
        CancellationToken cancellationToken)
    {
        try
        {
            var verdict = await gate(context, cancellationToken).ConfigureAwait(false);
            return (name, verdict ?? GateVerdict.Refuse("It returned no verdict."));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            // A gate is user code: whatever it throws is a refusal with its reason.
            return (name, GateVerdict.Refuse($"It threw {exception.GetType().Name}: {exception.Message}"));
        }
    }
}
