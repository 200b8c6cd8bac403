using System.Globalization;
using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>GET of the health path, without a proxy, on a connection of its own: a kept one would hide that nobody accepts new ones.</summary>
internal sealed class HttpHealthProbe(TimeProvider? time = null) : IHealthProbe, IDisposable
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    });

    public async ValueTask<HealthProbeResult> ProbeAsync(
        SlotInstance instance,
        HealthSettings settings,
        CancellationToken cancellationToken = default)
    {
        var url = new Uri(instance.Address, settings.Path);
        using var timer = new CancellationTokenSource(settings.Timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await _client.SendAsync(request, linked.Token).ConfigureAwait(false);
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return new HealthProbeResult(response.IsSuccessStatusCode, $"GET {url} answered {status}");
        }
        catch (HttpRequestException exception)
        {
            return new HealthProbeResult(IsHealthy: false, $"GET {url} failed: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthProbeResult(IsHealthy: false, $"GET {url} was not answered within {Text.Of(settings.Timeout)}");
        }
    }

    public void Dispose() => _client.Dispose();
}
