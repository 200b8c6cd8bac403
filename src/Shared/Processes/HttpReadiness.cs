using System.Globalization;

namespace AutonomousSdlc.Shared.Processes;

/// <summary>Readiness over HTTP: a GET that is answered with a 2xx status.</summary>
internal static class HttpReadiness
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(2);

    // Readiness is asked of the loopback interface: no proxy, and no connection kept to an instance that may go.
    private static readonly HttpMessageInvoker Client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
    });

    /// <summary>Polls <paramref name="url"/> until it answers with a 2xx status, the process ends or the deadline passes.</summary>
    public static Task<ReadinessResult> WaitAsync(
        Uri url,
        Task exited,
        TimeSpan deadline,
        TimeSpan interval,
        TimeProvider time,
        CancellationToken cancellationToken) =>
        ReadinessLoop.WaitAsync(token => ProbeAsync(url, time, token), exited, deadline, interval, time, cancellationToken);

    /// <summary>One attempt: <see langword="null"/> when ready, otherwise the problem as a sentence.</summary>
    public static async Task<string?> ProbeAsync(Uri url, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(AttemptTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var response = await Client.SendAsync(request, linked.Token).ConfigureAwait(false);
            var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
            return response.IsSuccessStatusCode ? null : $"GET {url} answered {status}.";
        }
        catch (HttpRequestException exception)
        {
            return $"GET {url} failed: {exception.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"GET {url} was not answered within {AttemptTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.";
        }
    }
}
