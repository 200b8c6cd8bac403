using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AutonomousSdlc.Deployment.Forwarder.Internal;

namespace AutonomousSdlc.Deployment.Forwarder;

/// <summary>The traffic router of a forwarder that runs as a process of its own, reached over its control socket.</summary>
/// <remarks>Safe for concurrent use. One request per call; nothing is repeated, because changes can be repeated by the caller.</remarks>
public sealed class ForwarderControlClient : ITrafficRouter, IDisposable
{
    private const int MaximumAnswerBytes = 8 * 1024 * 1024;
    private readonly HttpClient _client;
    private readonly string _path;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <summary>Creates a client; it connects at the first call.</summary>
    /// <param name="socketPath">The forwarder's <see cref="ForwarderOptions.ControlSocket"/>.</param>
    /// <param name="timeout">Longest wait for an answer, in addition to the deadline of a drain. Default: 10 s.</param>
    /// <param name="timeProvider">Clock of the timeout. Default: the system's.</param>
    public ForwarderControlClient(string socketPath, TimeSpan? timeout = null, TimeProvider? timeProvider = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(socketPath);
        _path = Path.GetFullPath(socketPath);
        _timeout = timeout ?? TimeSpan.FromSeconds(10);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_timeout, TimeSpan.Zero, nameof(timeout));
        _time = timeProvider ?? TimeProvider.System;
        var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false, UseCookies = false, AllowAutoRedirect = false };
        _client = new HttpClient(handler)
        {
            BaseAddress = new Uri("http://forwarder/"),
            MaxResponseContentBufferSize = MaximumAnswerBytes,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Where the forwarder's clients connect.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ForwarderException">No forwarder answers on the socket.</exception>
    public async ValueTask<Uri> GetAddressAsync(CancellationToken cancellationToken = default) =>
        (await GetStateAsync(cancellationToken).ConfigureAwait(false)).Address;

    /// <inheritdoc />
    /// <exception cref="ForwarderException">No forwarder answers on the socket.</exception>
    public async ValueTask<TrafficState> ObserveAsync(CancellationToken cancellationToken = default) =>
        (await GetStateAsync(cancellationToken).ConfigureAwait(false)).ToTrafficState();

    /// <inheritdoc />
    /// <exception cref="ForwarderException">No forwarder answers on the socket, or it cannot save the change.</exception>
    public async ValueTask SetWeightsAsync(TrafficChange change, CancellationToken cancellationToken = default)
    {
        TrafficChangeRules.EnsureValid(change);
        using var request = Request(HttpMethod.Put, ControlApi.TrafficPath, ControlChange.From(change), ForwarderJson.Default.ControlChange);
        (await SendAsync(request, _timeout, change, cancellationToken).ConfigureAwait(false)).Dispose();
    }

    /// <inheritdoc />
    /// <exception cref="ForwarderException">No forwarder answers on the socket.</exception>
    public async ValueTask<bool> DrainAsync(string slot, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        TrafficChangeRules.EnsureSlotName(slot);
        ArgumentOutOfRangeException.ThrowIfLessThan(deadline, TimeSpan.Zero);
        var drain = new ControlDrain { Slot = slot, DeadlineSeconds = deadline.TotalSeconds };
        using var request = Request(HttpMethod.Post, ControlApi.DrainPath, drain, ForwarderJson.Default.ControlDrain);
        using var response = await SendAsync(request, _timeout + deadline, change: null, cancellationToken).ConfigureAwait(false);
        return (await ReadAsync(response, ForwarderJson.Default.ControlDrained, cancellationToken).ConfigureAwait(false)).Drained;
    }

    /// <summary>Closes the connection; the forwarder goes on.</summary>
    public void Dispose() => _client.Dispose();

    private static HttpRequestMessage Request<T>(HttpMethod method, string path, T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(method, path) { Content = content };
    }

    private async Task<ControlState> GetStateAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, ControlApi.TrafficPath);
        using var response = await SendAsync(request, _timeout, change: null, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, ForwarderJson.Default.ControlState, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, TimeSpan timeout, TrafficChange? change, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        HttpResponseMessage response;
        try
        {
            response = await _client.SendAsync(request, linked.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw new ForwarderException($"No forwarder answers on control socket \"{_path}\": {error.Message} Start it, or correct the path.", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ForwarderException($"The forwarder on control socket \"{_path}\" did not answer within {timeout}. A change may or may not have been applied; repeat it.", error);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await ErrorAsync(response, change, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Exception> ErrorAsync(HttpResponseMessage response, TrafficChange? change, CancellationToken cancellationToken)
    {
        var error = await ReadAsync(response, ForwarderJson.Default.ControlError, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Conflict && change is not null)
        {
            return new StaleTrafficChangeException(change.Epoch, change.Generation, error.Epoch ?? 0, error.Generation ?? 0);
        }

        return response.StatusCode == HttpStatusCode.BadRequest
            ? new ArgumentException(error.Message)
            : new ForwarderException(error.Message);
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("The answer is empty.");
        }
        catch (JsonException error)
        {
            throw new ForwarderException($"The answer {(int)response.StatusCode} on control socket \"{_path}\" is not one of a forwarder: {error.Message}", error);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_path), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
