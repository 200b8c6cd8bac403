using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutonomousSdlc.Scaling.Http.Internal;

/// <summary>Acquires, sends, judges and repeats: the engine of <see cref="LoadBalancingHandler"/>.</summary>
internal sealed class BalancedSender : IDisposable
{
    private readonly ILoadBalancer _balancer;
    private readonly LoadBalancingHandlerOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly NodeConnections _connections;
    private readonly RetryGate _retries;
    private volatile bool _disposed;

    public BalancedSender(ILoadBalancer balancer, LoadBalancingHandlerOptions options, TimeProvider time, ILogger? logger, IMeterFactory? meters)
    {
        _balancer = balancer;
        _options = options;
        _time = time;
        _logger = logger ?? NullLogger.Instance;
        _connections = new NodeConnections(balancer, new NodeHandlerFactory(options, time), _logger);
        _retries = new RetryGate(balancer.Name, options, time, _logger, meters);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(LoadBalancingHandler));
        cancellationToken.ThrowIfCancellationRequested();
        _retries.CountRequest();
        List<string>? tried = null;
        ExceptionDispatchInfo? failure = null;
        for (var attempt = 1; ; attempt++)
        {
            if (!TryAcquire(request, tried, out var lease))
            {
                _retries.CountExhausted(failure is not null);
                failure?.Throw();
                throw NoNode(request, tried);
            }

            if (!TryConnect(lease, out var connection))
            {
                // The node left between the pick and here; nothing was sent, and the next pick knows.
                attempt--;
                continue;
            }

            var start = _time.GetTimestamp();
            try
            {
                return await SendToNodeAsync(request, lease, connection, start, isAsync, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // Whatever happened, the lease ends here; the exception goes on unless another node gets the request.
                var outcome = Outcomes.Judge(exception, request, cancellationToken);
                End(lease, outcome, _time.GetElapsedTime(start));
                if (outcome is null || !_retries.MayRetry(request, outcome.Value, attempt, lease.Node))
                {
                    throw;
                }

                failure = ExceptionDispatchInfo.Capture(exception);
                (tried ??= []).Add(lease.Node.Id);
            }
            finally
            {
                connection.Exit();
            }
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _connections.Dispose();
            _retries.Dispose();
        }
    }

    private static void End(in NodeLease lease, CallOutcome? outcome, TimeSpan latency)
    {
        if (outcome is { } known)
        {
            lease.Complete(known, latency);
        }
        else
        {
            lease.Release();
        }
    }

    private async Task<HttpResponseMessage> SendToNodeAsync(
        HttpRequestMessage request, NodeLease lease, NodeConnection connection, long start, bool isAsync, CancellationToken cancellationToken)
    {
        connection.CheckScheme(request);
        var response = await SendInTimeAsync(request, connection.Invoker, isAsync, cancellationToken).ConfigureAwait(false);
        try
        {
            var outcome = _options.Judge?.Invoke(response) ?? Outcomes.Judge(response);
            var latency = _time.GetElapsedTime(start);
            if (HasBody(request, response))
            {
                response.Content = new LeasedContent(response.Content, lease, outcome, latency);
            }
            else
            {
                lease.Complete(outcome, latency);
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendInTimeAsync(HttpRequestMessage request, HttpMessageInvoker invoker, bool isAsync, CancellationToken cancellationToken)
    {
        if (_options.AttemptTimeout is not { } timeout)
        {
            return await StartAsync(request, invoker, isAsync, cancellationToken).ConfigureAwait(false);
        }

        using var timer = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await StartAsync(request, invoker, isAsync, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Outcomes.CreateAttemptTimeout(timeout, exception);
        }
    }

    /// <summary>A synchronous send blocks here, and the task that comes back is complete.</summary>
    private static Task<HttpResponseMessage> StartAsync(HttpRequestMessage request, HttpMessageInvoker invoker, bool isAsync, CancellationToken cancellationToken) =>
        isAsync ? invoker.SendAsync(request, cancellationToken) : Task.FromResult(SendBlocking(request, invoker, cancellationToken));

    private static HttpResponseMessage SendBlocking(HttpRequestMessage request, HttpMessageInvoker invoker, CancellationToken cancellationToken) =>
        invoker.Send(request, cancellationToken);

    private bool TryAcquire(HttpRequestMessage request, List<string>? tried, out NodeLease lease) =>
        _balancer.TryAcquire(CreateContext(request, tried), out lease);

    private bool TryConnect(in NodeLease lease, [MaybeNullWhen(false)] out NodeConnection connection)
    {
        var entered = false;
        try
        {
            entered = _connections.TryEnter(lease.Node, out connection);
            return entered;
        }
        finally
        {
            if (!entered)
            {
                lease.Release();
            }
        }
    }

    private HttpRequestException NoNode(HttpRequestMessage request, List<string>? tried)
    {
        var cause = _balancer.CreateNoNodeException(CreateContext(request, tried));
        return new HttpRequestException(HttpRequestError.ConnectionError, cause.Message, cause);
    }

    private static PickContext CreateContext(HttpRequestMessage request, List<string>? tried)
    {
        var options = request.Options;
        return new PickContext
        {
            Key = options.TryGetValue(LoadBalancingRequest.Key, out var key) ? key : null,
            Zone = options.TryGetValue(LoadBalancingRequest.Zone, out var zone) ? zone : null,
            Cost = options.TryGetValue(LoadBalancingRequest.Cost, out var cost) ? cost : 1,
            ExcludedNodes = tried,
        };
    }

    private static bool HasBody(HttpRequestMessage request, HttpResponseMessage response) =>
        request.Method != HttpMethod.Head
        && response.StatusCode is not (System.Net.HttpStatusCode.NoContent or System.Net.HttpStatusCode.NotModified)
        && response.Content.Headers.ContentLength != 0;
}
