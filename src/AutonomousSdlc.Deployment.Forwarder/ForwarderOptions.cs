using System.ComponentModel.DataAnnotations;
using AutonomousSdlc.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AutonomousSdlc.Deployment.Forwarder;

/// <summary>Settings of one forwarder. All are read once, when the forwarder starts; none is live.</summary>
public sealed class ForwarderOptions
{
    /// <summary>Where clients connect: scheme <c>http</c>, an IP address, <c>localhost</c> or <c>*</c>, and a port.</summary>
    /// <value>Default: <c>http://127.0.0.1:0</c>; port 0 takes a free port, which <see cref="IForwarder.Address"/> then names.</value>
    [Required]
    public string Listen { get; set; } = "http://127.0.0.1:0";

    /// <summary>Seed of the weighted choice: the same seed and request number give the same slot.</summary>
    /// <value>Default: 0. Any value.</value>
    public ulong Seed { get; set; }

    /// <summary>Longest wait for a connection to an upstream; then 504.</summary>
    /// <value>Default: 5 s. Bounds: 1 ms to 5 min.</value>
    [TimeSpanRange("00:00:00.001", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for the head of the response after the last byte of the request moved; then 504.</summary>
    /// <value>Default: 100 s. Bounds: 1 ms to 1 d.</value>
    [TimeSpanRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Longest silence inside a response body or an upgraded connection; then the connection is cut.</summary>
    /// <value>Default: 5 min, longer than the 2 min between ASP.NET Core's WebSocket pings. Bounds: 1 ms to 1 d.</value>
    [TimeSpanRange("00:00:00.001", "1.00:00:00")]
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long stopping waits for requests in flight before it cuts them.</summary>
    /// <value>Default: 30 s. Bounds: 0 to 1 h.</value>
    [TimeSpanRange("00:00:00", "01:00:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Largest request body in bytes; a larger one gets 413. Bodies are streamed, so this is no memory bound.</summary>
    /// <value>Default: 1 GiB. Bounds: 0 to 1 TiB.</value>
    [Range(0L, 1L << 40)]
    public long MaxRequestBodyBytes { get; set; } = 1L << 30;

    /// <summary>Largest head of a request in bytes, all header fields together; a larger one gets 431.</summary>
    /// <value>Default: 32 KiB. Bounds: 1 KiB to 1 MiB.</value>
    [Range(1024, 1 << 20)]
    public int MaxRequestHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>Largest number of client connections at a time, upgraded ones counted apart; further ones are closed.</summary>
    /// <value>Default: 10 000. Bounds: 1 to 1 000 000.</value>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 10_000;

    /// <summary>How long an unused upstream connection is kept.</summary>
    /// <value>Default: 60 s, below Kestrel's own keep-alive of 130 s, so that we close first. Bounds: 1 s to 1 h.</value>
    [TimeSpanRange("00:00:01", "01:00:00")]
    public TimeSpan UpstreamIdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many further endpoints of the same slot are tried when a connection cannot be made.</summary>
    /// <value>
    /// Default: 1. Bounds: 0 to 10. Applies only while nothing was sent: no byte of the body was read and no connection
    /// existed, so the upstream cannot have seen the request. Nothing else is ever repeated by the forwarder.
    /// </value>
    [Range(0, 10)]
    public int ConnectRetries { get; set; } = 1;

    /// <summary>Whether upstreams are spoken to in HTTP/2 with prior knowledge, which gRPC needs.</summary>
    /// <value>Default: false (HTTP/1.1).</value>
    public bool UpstreamHttp2 { get; set; }

    /// <summary>Which <c>Host</c> the upstream sees.</summary>
    /// <value>Default: <see cref="HostHeaderPolicy.KeepOriginal"/>.</value>
    [EnumDataType(typeof(HostHeaderPolicy))]
    public HostHeaderPolicy HostHeader { get; set; }

    /// <summary>
    /// Whether the client is a proxy whose <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> can be believed: its
    /// values are kept and ours appended. Otherwise every incoming <c>X-Forwarded-*</c> and <c>Forwarded</c> is dropped.
    /// </summary>
    /// <value>Default: false.</value>
    public bool TrustForwardedHeaders { get; set; }

    /// <summary>Our name in <c>Via</c> and <c>Proxy-Status</c>.</summary>
    /// <value>Default: <c>forwarder</c>. 1 to 64 letters, digits, <c>-</c>, <c>_</c> or <c>.</c>.</value>
    [Required]
    [RegularExpression("^[A-Za-z0-9_.-]{1,64}$", ErrorMessage = "ViaName must be 1 to 64 letters, digits, '-', '_' or '.'.")]
    public string ViaName { get; set; } = "forwarder";

    /// <summary>
    /// File in which the routing table survives a restart, replaced atomically at every change before it takes effect.
    /// </summary>
    /// <value>Default: null (the table lives in memory). Set it when the forwarder is a process of its own.</value>
    public string? StateFile { get; set; }

    /// <summary>
    /// Unix socket on which the forwarder takes orders (mode 0600, in a directory that only its owner can enter).
    /// </summary>
    /// <value>Default: null (no control socket). Not on Windows.</value>
    public string? ControlSocket { get; set; }

    /// <summary>
    /// Sends the requests of a slot, by slot name; return null to use the slot's own endpoints. Called once per slot name;
    /// the caller owns the handler. It sees requests for <c>http://{slot}/...</c> and may answer from wherever it likes.
    /// </summary>
    /// <value>Default: null (every slot is served from its endpoints, in turn).</value>
    public Func<string, HttpMessageHandler?>? SlotHandler { get; set; }

    /// <summary>Last word on the listening endpoint, for example TLS or HTTP/2.</summary>
    /// <value>Default: null (HTTP/1.1 without TLS).</value>
    public Action<ListenOptions>? ConfigureListener { get; set; }

    /// <summary>Last word on the connections to endpoints, for example a client certificate.</summary>
    /// <value>Default: null.</value>
    public Action<SocketsHttpHandler>? ConfigureUpstream { get; set; }
}
