using System.ComponentModel.DataAnnotations;
using AutonomousSdlc.Shared;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Http;

/// <summary>Options of a <see cref="LoadBalancingHandler"/>. Read once, when the handler is created; not live.</summary>
public sealed class LoadBalancingHandlerOptions
{
    /// <summary>Nodes that one request may be sent to, the first included.</summary>
    /// <value>Default 3; bounds 1 (no retry) to 10. Not live.</value>
    [Range(1, 10)]
    public int MaximumAttempts { get; set; } = 3;

    /// <summary>Keeps retries a small share of the requests.</summary>
    [ValidateObjectMembers]
    public HttpRetryBudgetOptions RetryBudget { get; } = new();

    /// <summary>Longest time for a connection to a node to come about, TLS aside.</summary>
    /// <value>Default 5 s; bounds 1 ms to 10 min. Not live.</value>
    [TimeSpanRange("00:00:00.0010000", "00:10:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time from sending an attempt to its response head; after it the node counts as failed and a safe request goes to another. <see langword="null"/>: no limit but the caller's.</summary>
    /// <value>Default <see langword="null"/>; bounds 1 ms to 1 day. Not live.</value>
    [TimeSpanRange("00:00:00.0010000", "1.00:00:00")]
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>Age at which an idle connection is replaced, so that a changed DNS record of a node's host name is noticed.</summary>
    /// <value>Default 5 min; bounds 1 s to 7 days. Not live.</value>
    [TimeSpanRange("00:00:01", "7.00:00:00")]
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Changes the handler of a node after it got its defaults, for instance its TLS options. Redirects, cookies and proxies are off, because each would leave the node.</summary>
    /// <value>Default <see langword="null"/>. Not live.</value>
    public Action<Node, SocketsHttpHandler>? ConfigureHandler { get; set; }

    /// <summary>Replaces the way to a node altogether, for instance by a stub or an in-memory server. The handler owns what it gets.</summary>
    /// <value>Default <see langword="null"/>: a <see cref="SocketsHttpHandler"/> that connects to the node's address. Not live.</value>
    public Func<Node, HttpMessageHandler>? CreateHandler { get; set; }

    /// <summary>Judges a node by a response head.</summary>
    /// <value>Default <see langword="null"/>: 5xx is a failure, 429 a rejection, anything else a success. Not live. It must not read the body.</value>
    public Func<HttpResponseMessage, CallOutcome>? Judge { get; set; }
}
