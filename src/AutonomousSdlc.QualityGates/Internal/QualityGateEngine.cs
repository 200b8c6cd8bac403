using AutonomousSdlc.QualityGates.Internal.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates.Internal;

internal sealed class QualityGateEngine : IQualityGateEngine
{
    private readonly IQualityGate[] _gates;
    private readonly EngineParts _parts;

    public QualityGateEngine(IEnumerable<IQualityGate> gates, EngineParts parts)
    {
        _gates = [.. gates];
        _parts = parts;
        Gates = [.. _gates.Select(gate => gate.Descriptor)];
        var twice = Gates.CountBy(gate => gate.Id, StringComparer.Ordinal).FirstOrDefault(id => id.Value > 1);
        if (twice.Key is not null)
        {
            throw new QualityGateException($"Gate id '{twice.Key}' is registered {twice.Value} times. Give each gate its own id.");
        }
    }

    public IReadOnlyList<GateDescriptor> Gates { get; }

    public static QualityGateEngine Create(IServiceProvider provider, string name)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<QualityGateOptions>>();
        var gates = name.Length == 0 ? provider.GetServices<IQualityGate>() : provider.GetKeyedServices<IQualityGate>(name);
        return new QualityGateEngine(gates, new EngineParts(
            () => options.Get(name),
            provider.GetRequiredService<IToolRunner>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<QualityGatesMetrics>(),
            provider.GetService<ILogger<QualityGateEngine>>() ?? NullLogger<QualityGateEngine>.Instance));
    }

    public async Task<QualityReport> RunAsync(QualityRun run, IProgress<GateProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        cancellationToken.ThrowIfCancellationRequested();
        var options = _parts.Options();
        var gates = Select(run);
        var target = SolutionFinder.Find(run.Path, Array.Exists(gates, gate => gate.Descriptor.RequiresSolution));
        var changes = run.Scope is GateScope.New
            ? await ChangedLinesReader.ReadAsync(_parts.Tools, target.RootPath, run.Since, cancellationToken).ConfigureAwait(false)
            : null;

        Log.RunStarted(_parts.Logger, target.RootPath, gates.Length, options.MaxParallelGates);
        using var activity = QualityGatesMetrics.Activities.StartActivity("quality_gates.run");
        var startedAt = _parts.Time.GetUtcNow();
        var began = _parts.Time.GetTimestamp();
        var session = new GateSession(gates, options, _parts, began, definition => new GateContext(run, target.RootPath, _parts.Tools)
        {
            SolutionPath = target.SolutionPath,
            Changes = changes,
            Provided = definition.Provided,
            OnProgress = definition.Report,
        });
        var reports = await session.RunAsync(progress, cancellationToken).ConfigureAwait(false);

        var (outcome, succeeded) = VerdictPolicy.Decide(reports, options.TreatInconclusiveAsFailure, options.TreatWarningsAsFailures);
        var report = new QualityReport
        {
            Outcome = outcome,
            Succeeded = succeeded,
            Gates = reports,
            RootPath = target.RootPath,
            SolutionPath = target.SolutionPath,
            Scope = run.Scope,
            StartedAt = startedAt,
            Duration = _parts.Time.GetElapsedTime(began),
        };
        activity?.SetTag(QualityGatesTelemetry.OutcomeTag, Names.Of(outcome));
        _parts.Metrics.RunFinished(report);
        Log.RunFinished(_parts.Logger, target.RootPath, report.Duration.TotalSeconds, outcome, succeeded);
        return report;
    }

    private IQualityGate[] Select(QualityRun run)
    {
        var known = string.Join(", ", Gates.Select(gate => gate.Id));
        if (_gates.Length == 0)
        {
            throw new QualityGateException("No gate is registered, so that nothing could pass. Call AddDotNetDefaults or AddGate inside AddQualityGates.");
        }

        var unknown = run.Only.Concat(run.Except).Except(Gates.Select(gate => gate.Id), StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
        {
            throw new QualityGateException($"Unknown gates in Only or Except: {string.Join(", ", unknown)}. Registered are: {known}.");
        }

        var selected = _gates
            .Where(gate => run.Only.Count == 0 || run.Only.Contains(gate.Descriptor.Id, StringComparer.Ordinal))
            .Where(gate => !run.Except.Contains(gate.Descriptor.Id, StringComparer.Ordinal))
            .ToArray();
        return selected.Length > 0
            ? selected
            : throw new QualityGateException($"Only ({string.Join(", ", run.Only)}) and Except ({string.Join(", ", run.Except)}) leave no gate. Registered are: {known}.");
    }
}
