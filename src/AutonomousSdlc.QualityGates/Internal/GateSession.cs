using AutonomousSdlc.QualityGates.Internal.Policies;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>One run: starts gates as the schedule says and collects their reports.</summary>
internal sealed class GateSession(
    IReadOnlyList<IQualityGate> gates,
    QualityGateOptions options,
    EngineParts parts,
    long began,
    Func<GateStart, GateContext> createContext)
{
    private readonly Dictionary<string, IQualityGate> _gates = gates.ToDictionary(gate => gate.Descriptor.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, GateReport> _reports = new(StringComparer.Ordinal);
    private readonly GateSchedule _schedule = new([.. gates.Select(gate => gate.Descriptor)], options.MaxParallelGates);

    /// <returns>The reports in registration order.</returns>
    public async Task<IReadOnlyList<GateReport>> RunAsync(IProgress<GateProgress>? progress, CancellationToken cancellationToken)
    {
        var sink = new ProgressSink(progress, parts.Logger);
        var running = new List<Task<FinishedGate>>();
        await using (sink.ConfigureAwait(false))
        {
            while (!_schedule.IsFinished)
            {
                var next = cancellationToken.IsCancellationRequested ? [] : _schedule.Start();
                running.AddRange(next.Select(gate => StartAsync(gate, sink, cancellationToken)));
                if (running.Count == 0)
                {
                    break;
                }

                var ended = await Task.WhenAny(running).ConfigureAwait(false);
                running.Remove(ended);
                Take(await ended.ConfigureAwait(false), sink);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return [.. gates.Select(gate => _reports[gate.Descriptor.Id])];
    }

    private Task<FinishedGate> StartAsync(GateDescriptor gate, ProgressSink sink, CancellationToken cancellationToken)
    {
        Log.GateStarted(parts.Logger, gate.Id);
        Tell(sink, gate, GateProgressKind.Started, "started", result: null);
        var context = createContext(new GateStart(
            _schedule.Provided,
            message => Tell(sink, gate, GateProgressKind.Working, message, result: null)));
        return GateExecution.RunAsync(_gates[gate.Id], context, options, parts, began, cancellationToken);
    }

    private void Take(FinishedGate finished, ProgressSink sink)
    {
        var (report, stillRunning) = finished;
        Add(report, sink);
        var passed = report.Result.Outcome is GateOutcome.Passed or GateOutcome.Warning;
        foreach (var (gate, blockedBy) in _schedule.Complete(report.Gate.Id, passed, stillRunning))
        {
            Log.GateBlocked(parts.Logger, gate.Id, blockedBy);
            Add(
                new GateReport(gate, GateResult.Skipped($"Not started, because gate '{blockedBy}' did not pass."))
                {
                    StartedAfter = parts.Time.GetElapsedTime(began),
                    BlockedBy = [blockedBy],
                },
                sink);
        }
    }

    private void Add(GateReport report, ProgressSink sink)
    {
        lock (_reports)
        {
            _reports.Add(report.Gate.Id, report);
        }

        parts.Metrics.GateFinished(report);
        Log.GateFinished(parts.Logger, report.Gate.Id, report.Result.Outcome, report.Duration.TotalSeconds, report.Result.Summary);
        Tell(sink, report.Gate, GateProgressKind.Finished, report.Result.Summary, report.Result);
    }

    private void Tell(ProgressSink sink, GateDescriptor gate, GateProgressKind kind, string message, GateResult? result)
    {
        int completed;
        lock (_reports)
        {
            completed = _reports.Count;
        }

        sink.Add(new GateProgress(gate, kind, message)
        {
            Result = result,
            Elapsed = parts.Time.GetElapsedTime(began),
            Completed = completed,
            Total = gates.Count,
        });
    }
}
