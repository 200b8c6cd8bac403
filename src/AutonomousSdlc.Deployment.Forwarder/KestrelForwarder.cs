using System.Diagnostics.Metrics;
using AutonomousSdlc.Deployment.Forwarder.Internal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Deployment.Forwarder;

/// <summary>
/// A forwarder on a Kestrel of its own, independent of the application's. Services get it from <c>AddForwarder</c>; create
/// one directly where there is no container.
/// </summary>
/// <remarks>
/// A request costs one weighted choice, two atomic increments and one pooled upstream connection; bodies are streamed
/// through buffers of 64 KiB and never held as a whole.
/// </remarks>
public sealed class KestrelForwarder : IForwarder
{
    private readonly ForwarderOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory? _loggers;
    private readonly ILogger _logger;
    private readonly TrafficDirector _director;
    private readonly ForwarderMetrics _metrics;
    private readonly SemaphoreSlim _lifecycle = new(1, 1);
    private HttpMessageInvoker? _upstream;
    private WebApplication? _app;
    private ControlServer? _control;
    private Uri? _address;
    private bool _restored;
    private bool _stopped;
    private bool _disposed;

    /// <summary>Creates a forwarder; nothing listens before <see cref="StartAsync"/>.</summary>
    /// <param name="options">Settings, read once.</param>
    /// <param name="name">Name in metrics and logs.</param>
    /// <param name="timeProvider">Clock of timeouts and latencies. Default: the system's.</param>
    /// <param name="loggerFactory">Where logs go. Default: nowhere.</param>
    /// <param name="meterFactory">Who owns the meter. Default: the forwarder.</param>
    /// <exception cref="OptionsValidationException">Options are out of bounds; the exception names all of them.</exception>
    public KestrelForwarder(
        ForwarderOptions options,
        string name = "",
        TimeProvider? timeProvider = null,
        ILoggerFactory? loggerFactory = null,
        IMeterFactory? meterFactory = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(name);
        OptionsChecks.ThrowIfInvalid(name, options);
        Name = name;
        _options = options;
        _time = timeProvider ?? TimeProvider.System;
        _loggers = loggerFactory;
        _logger = loggerFactory?.CreateLogger<KestrelForwarder>() ?? NullLogger<KestrelForwarder>.Instance;
        _director = new TrafficDirector(options, _time, _logger);
        _metrics = new ForwarderMetrics(name, _director, meterFactory);
        Router = new ForwarderRouter(this);
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public Uri Address => Volatile.Read(ref _address)
        ?? throw new InvalidOperationException($"Forwarder \"{Name}\" has no address yet: its port is bound by StartAsync.");

    /// <inheritdoc />
    public ITrafficRouter Router { get; }

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref _address) is not null && !_stopped)
        {
            return;
        }

        await _lifecycle.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_stopped)
            {
                throw new InvalidOperationException($"Forwarder \"{Name}\" was stopped and cannot be started again. Create a new one.");
            }

            if (_app is null)
            {
                await RestoreAsync(cancellationToken).ConfigureAwait(false);
                await StartServersAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _lifecycle.Release();
        }
    }

    /// <inheritdoc />
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _lifecycle.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_app is null || _stopped)
            {
                return;
            }

            _stopped = true;

            // Orders first: nobody may wait for the drain of a forwarder that is going away.
            if (_control is not null)
            {
                await _control.DisposeAsync().ConfigureAwait(false);
            }

            await _app.StopAsync(cancellationToken).ConfigureAwait(false);
            _logger.ForwarderStopped(Name);
        }
        finally
        {
            _lifecycle.Release();
        }
    }

    /// <summary>Stops as <see cref="StopAsync"/> does and frees everything.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _disposed = true;
        if (_app is not null)
        {
            await _app.DisposeAsync().ConfigureAwait(false);
        }

        _upstream?.Dispose();
        _metrics.Dispose();
        _director.Dispose();
        _lifecycle.Dispose();
    }

    /// <summary>The routing table's owner, after the table of an earlier life was read.</summary>
    internal async ValueTask<TrafficDirector> GetDirectorAsync(CancellationToken cancellationToken)
    {
        if (!Volatile.Read(ref _restored))
        {
            await _lifecycle.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await RestoreAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _lifecycle.Release();
            }
        }

        return _director;
    }

    private async Task RestoreAsync(CancellationToken cancellationToken)
    {
        if (!_restored)
        {
            await _director.RestoreAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _restored, true);
        }
    }

    private async Task StartServersAsync(CancellationToken cancellationToken)
    {
        // The lock of the control socket comes first: a second instance must not steal the port of a first one that restarts.
        var control = _options.ControlSocket is { } path
            ? ControlServer.Create(path, this, _director, _loggers, _logger)
            : null;
        WebApplication? app = null;
        try
        {
            var listen = ListenAddress.TryParse(_options.Listen)!;
            _upstream ??= UpstreamInvoker.Create(_options);
            var forwarder = new RequestForwarder(_options, _director, _upstream, _metrics, _time, _logger);
            app = KestrelHost.Build(
                _loggers,
                _options.ShutdownTimeout,
                server =>
                {
                    KestrelLimits.Apply(server, _options);
                    listen.Bind(server, _options.ConfigureListener);
                },
                forwarder.InvokeAsync);
            await BindAsync(app, _options.Listen, cancellationToken).ConfigureAwait(false);
            var bound = new Uri(app.Urls.First());
            var address = listen.ToUri(bound.Scheme, bound.Port);
            if (control is not null)
            {
                await control.StartAsync(address, cancellationToken).ConfigureAwait(false);
            }

            _app = app;
            _control = control;
            Volatile.Write(ref _address, address);
            _logger.ForwarderStarted(Name, address);
        }
        catch
        {
            if (control is not null)
            {
                await control.DisposeAsync().ConfigureAwait(false);
            }

            if (app is not null)
            {
                await app.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private static async Task BindAsync(WebApplication app, string address, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw new ForwarderException(
                $"Listen ({address}) is in use by another program. Stop it (`ss -ltnp` names it), or choose another port; port 0 takes a free one.",
                error);
        }
    }
}
