using AutonomousSdlc.Resilience;

namespace ResilienceSample;

/// <summary>Asks the server for a rate through the guard.</summary>
internal sealed class RateClient(HttpClient http, IResilienceGuard guard)
{
    public ValueTask<Outcome<string>> AskAsync(string currency, CancellationToken cancellationToken = default) =>
        guard.ExecuteOutcomeAsync(
            static (state, token) => state.http.GetStringAsync(new Uri(state.currency, UriKind.Relative), token),
            (http, currency),
            GuardCall.For(currency),
            cancellationToken);
}
