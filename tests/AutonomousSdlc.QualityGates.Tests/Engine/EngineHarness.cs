using AutonomousSdlc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.QualityGates.Tests.Engine;

/// <summary>An engine over gates made of delegates, in virtual time.</summary>
internal sealed class EngineHarness : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ServiceProvider _provider;
    private readonly TemporaryFolder _folder = new();

    public EngineHarness(Action<QualityGatesBuilder> build, Action<QualityGateOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<ILoggerFactory>(Logs);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton<System.Diagnostics.Metrics.IMeterFactory, ScopedMeterFactory>();
        services.AddQualityGates(build, configure);
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Metrics = new MetricRecorder(QualityGatesTelemetry.MeterName, _provider.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        Engine = _provider.GetRequiredService<IQualityGateEngine>();
    }

    public ManualTimeProvider Time { get; } = new();

    public LogRecorder Logs { get; } = new();

    public MetricRecorder Metrics { get; }

    public IQualityGateEngine Engine { get; }

    public string Path => _folder.FullPath;

    public Task<QualityReport> RunAsync(QualityRun? run = null, IProgress<GateProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Engine.RunAsync((run ?? new QualityRun()) with { Path = _folder.FullPath }, progress, cancellationToken).WaitAsync(Deadline, TimeProvider.System, CancellationToken.None);

    /// <summary>Moves virtual time in steps until the run ends.</summary>
    public async Task<QualityReport> AdvanceUntilEndAsync(Task<QualityReport> run, TimeSpan step)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!run.IsCompleted && TimeProvider.System.GetElapsedTime(began) < Deadline)
        {
            Time.Advance(step);
            await Task.Yield();
        }

        return await run;
    }

    public async ValueTask DisposeAsync()
    {
        Metrics.Dispose();
        await _provider.DisposeAsync();
        Logs.Dispose();
        _folder.Dispose();
    }
}
