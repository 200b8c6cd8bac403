using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>The Kestrel behind the control socket.</summary>
internal sealed class ControlServer : IAsyncDisposable
{
    /// <summary>Room for the largest change that the rules allow, with addresses of 60 characters.</summary>
    public const int MaximumBodyBytes = 4 * 1024 * 1024;

    private const int MaximumHeaderBytes = 8 * 1024;
    private const int MaximumClients = 64;
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(1);

    private readonly ControlSocketLease _lease;
    private readonly IForwarder _forwarder;
    private readonly TrafficDirector _director;
    private readonly ILoggerFactory? _loggers;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private WebApplication? _app;

    private ControlServer(ControlSocketLease lease, IForwarder forwarder, TrafficDirector director, ILoggerFactory? loggers, ILogger logger)
    {
        _lease = lease;
        _forwarder = forwarder;
        _director = director;
        _loggers = loggers;
        _logger = logger;
    }

    /// <summary>Takes the right to listen; <see cref="StartAsync"/> listens.</summary>
    public static ControlServer Create(string path, IForwarder forwarder, TrafficDirector director, ILoggerFactory? loggers, ILogger logger) =>
        new(ControlSocketLease.Acquire(path), forwarder, director, loggers, logger);

    public async Task StartAsync(Uri address, CancellationToken cancellationToken)
    {
        var api = new ControlApi(_director, _forwarder, address, _logger, _stopping.Token);
        _app = KestrelHost.Build(
            _loggers,
            StopTimeout,
            server =>
            {
                server.Limits.MaxRequestBodySize = MaximumBodyBytes;
                server.Limits.MaxRequestHeadersTotalSize = MaximumHeaderBytes;
                server.Limits.MaxConcurrentConnections = MaximumClients;
                server.ListenUnixSocket(_lease.Path);
            },
            api.InvokeAsync);
        await _app.StartAsync(cancellationToken).ConfigureAwait(false);
        _lease.Protect();
        _logger.ControlListening(_lease.Path);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            // Ends waiting drains, which the server would otherwise wait for.
            await _stopping.CancelAsync().ConfigureAwait(false);
            await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
            await _app.DisposeAsync().ConfigureAwait(false);
            _app = null;
        }

        _lease.Dispose();
        _stopping.Dispose();
    }
}
