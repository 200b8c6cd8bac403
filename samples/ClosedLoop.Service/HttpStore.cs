using System.Globalization;
using AutonomousSdlc.Resilience;

namespace ClosedLoop.Service;

/// <summary>The slow store behind its HTTP interface, called through the resilience guard.</summary>
internal sealed class HttpStore(HttpClient client, IResilienceGuard guard) : IStore
{
    public ValueTask<string> LoadAsync(ulong key, CancellationToken cancellationToken) =>
        guard.ExecuteAsync(
            static (state, token) => new ValueTask<string>(state.client.GetStringAsync(
                new Uri(string.Create(CultureInfo.InvariantCulture, $"/items/{state.key}"), UriKind.Relative),
                token)),
            (client, key),
            cancellationToken);
}
