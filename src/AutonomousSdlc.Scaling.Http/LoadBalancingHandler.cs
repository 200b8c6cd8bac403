using System.Diagnostics.Metrics;
using AutonomousSdlc.Scaling.Http.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Http;

/// <summary>
/// Sends every request to a node that a balancer picks. The request stays as it is: its logical address
/// (<c>http://orders/items/7</c>) gives the <c>Host</c> header and the name that TLS asks for, while the connection goes
/// to the node's own address.
/// </summary>
/// <remarks>
/// <para>The lease of a node lasts until the response body was read to its end, failed, was disposed, or was collected as
/// garbage. A request goes to another node only before a response head, within <see cref="LoadBalancingHandlerOptions.MaximumAttempts"/>
/// and the budget, and only when it never reached the node (its connection did not come about) or may be repeated: a safe
/// method (RFC 9110, 9.2.1) or <see cref="LoadBalancingRequest.MayRetry"/>, with a body that can be sent again.</para>
/// <para>It is the innermost handler of a chain: put it under an <see cref="HttpMessageInvoker"/>, an <see cref="HttpClient"/>
/// or, with <c>AddLoadBalancing</c>, under an <c>IHttpClientFactory</c> client. Safe for concurrent use. It does not own
/// the balancer.</para>
/// </remarks>
public sealed class LoadBalancingHandler : HttpMessageHandler
{
    private readonly BalancedSender _sender;

    /// <summary>Creates a handler over a balancer.</summary>
    /// <param name="balancer">Picks the nodes.</param>
    /// <param name="options">Options; <see langword="null"/> for the defaults. Later changes have no effect.</param>
    /// <param name="timeProvider">Clock; <see langword="null"/> for the system's.</param>
    /// <param name="logger">Log; <see langword="null"/> for none.</param>
    /// <param name="meterFactory">Creates the meter; <see langword="null"/> for a private one.</param>
    /// <exception cref="OptionsValidationException">Options are out of their bounds; all errors are in the message.</exception>
    public LoadBalancingHandler(
        ILoadBalancer balancer,
        LoadBalancingHandlerOptions? options = null,
        TimeProvider? timeProvider = null,
        ILogger<LoadBalancingHandler>? logger = null,
        IMeterFactory? meterFactory = null)
    {
        ArgumentNullException.ThrowIfNull(balancer);
        options ??= new LoadBalancingHandlerOptions();
        var validation = new LoadBalancingHandlerOptionsValidator().Validate(balancer.Name, options);
        if (validation.Failed)
        {
            throw new OptionsValidationException(balancer.Name, typeof(LoadBalancingHandlerOptions), validation.Failures);
        }

        _sender = new BalancedSender(balancer, options, timeProvider ?? TimeProvider.System, logger, meterFactory);
    }

    /// <inheritdoc />
    /// <exception cref="HttpRequestException">No node was available (the inner exception is a <see cref="NoNodeAvailableException"/>), or every allowed attempt failed.</exception>
    /// <exception cref="ScalingException">The scheme of the request is not that of the node.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _sender.SendAsync(request, isAsync: true, cancellationToken);
    }

    /// <inheritdoc cref="SendAsync" />
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
#pragma warning disable VSTHRD002 // A synchronous send never awaits, so the task is complete.
        return _sender.SendAsync(request, isAsync: false, cancellationToken).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sender.Dispose();
        }

        base.Dispose(disposing);
    }
}
