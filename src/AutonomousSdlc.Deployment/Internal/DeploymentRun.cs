using System.Diagnostics;
using AutonomousSdlc.Deployment.Internal.Journal;
using AutonomousSdlc.Deployment.Internal.Policies;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>One deployment under a held lease: its journal, events, steps and result.</summary>
internal sealed class DeploymentRun(
    string id,
    DeploymentRequest request,
    DeploymentPlan plan,
    DeploymentEnvironment settings,
    long epoch,
    DateTimeOffset startedAt,
    JournalSession session,
    EnvironmentRuntime runtime,
    RunServices services)
{
    private readonly List<DeploymentStepResult> _steps = [];
    private readonly EventLog _events = services.Events.Open(id);
    private long _sequence;
    private long _generation;
    private string? _lastProgress;

    public string Id => id;

    public DeploymentRequest Request => request;

    public DeploymentPlan Plan => plan;

    public DeploymentEnvironment Settings => settings;

    public long Epoch => epoch;

    public EnvironmentRuntime Runtime => runtime;

    public TimeProvider Time => services.Time;

    public ILogger Logger => services.Logger;

    /// <summary>The new version was accepted: from here on there is only forward.</summary>
    public bool IsPromoted { get; set; }

    /// <summary>A change of traffic to the new version was sent, so it may arrive at any time until a newer one fences it off.</summary>
    public bool SwitchIntended { get; set; }

    public BakeEvidence? Evidence { get; set; }

    /// <summary>Continues after the records of an earlier process.</summary>
    public void Resume(long sequence, IEnumerable<DeploymentStepResult> steps)
    {
        _sequence = sequence;
        _steps.AddRange(steps);
    }

    /// <param name="raised">Slot that gets all traffic.</param>
    /// <param name="lowered">Slot that gets none.</param>
    /// <param name="endpoints">Addresses of the raised slot; <see langword="null"/> for those that the router knows.</param>
    public TrafficChange NextChange(string raised, string? lowered, IReadOnlyList<Uri>? endpoints)
    {
        var weights = new Dictionary<string, int>(StringComparer.Ordinal) { [raised] = TrafficChange.FullWeight };
        if (lowered is not null)
        {
            weights[lowered] = 0;
        }

        return new TrafficChange
        {
            Epoch = epoch,
            Generation = ++_generation,
            Weights = weights,
            Endpoints = endpoints is null ? [] : new Dictionary<string, IReadOnlyList<Uri>>(StringComparer.Ordinal) { [raised] = endpoints },
        };
    }

    public void Record(JournalKind kind, string step, string message, Func<JournalEntry, JournalEntry>? fill = null)
    {
        var entry = new JournalEntry
        {
            DeploymentId = id,
            Sequence = ++_sequence,
            Epoch = epoch,
            At = services.Time.GetUtcNow(),
            Step = step,
            Message = message,
        };
        session.Append(kind, fill?.Invoke(entry) ?? entry);
        _events.Add(JournalEvents.KindOf(kind, step), step, message);
    }

    public void Progress(string step, string message)
    {
        _lastProgress = message;
        Log.Progress(services.Logger, id, step, message);
        _events.Add(DeploymentEventKind.Progress, step, message);
    }

    /// <summary>Does one step between its two records, within its deadline.</summary>
    public async Task<StepOutcome> StepAsync(
        string step,
        TimeSpan deadline,
        JournalKind done,
        string intent,
        Func<CancellationToken, Task<StepOutcome>> act,
        CancellationToken cancellationToken,
        TrafficChange? change = null)
    {
        Record(JournalKind.Intent, step, intent, entry => entry with { Change = change });
        _lastProgress = null;
        var began = services.Time.GetTimestamp();
        using var activity = DeploymentMetrics.Activities.StartActivity(step);
        using var timer = new CancellationTokenSource(deadline, services.Time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            // A target or router that ignores its token is left behind: the epoch keeps it from moving traffic later.
            var outcome = await act(linked.Token).WaitAsync(linked.Token).ConfigureAwait(false);
            var elapsed = services.Time.GetElapsedTime(began);
            Record(done, step, outcome.Detail, entry => entry with { Elapsed = elapsed, Evidence = outcome.Evidence, Outcome = outcome.Outcome });
            Complete(new DeploymentStepResult(step, IsDone: true, elapsed, outcome.Detail));
            Log.StepDone(services.Logger, id, step, elapsed, outcome.Detail);
            return outcome;
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Fail(step, began, $"It was not done within {Text.Of(deadline)}. {_lastProgress}".TrimEnd(), activity, exception);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Fail(step, began, "It was cancelled.", activity, innerException: null);
            throw;
        }
        catch (StaleTrafficChangeException exception)
        {
            Fail(step, began, exception.Message, activity, exception);
            throw;
        }
        catch (Exception exception) when (exception is not DeploymentJournalException)
        {
            throw Fail(step, began, exception.Message, activity, exception);
        }
    }

    public DeploymentResult Finish(DeploymentStatus status, IReadOnlyList<string> reasons)
    {
        var result = new DeploymentResult
        {
            Id = id,
            Service = plan.Service,
            Version = plan.Version,
            Environment = plan.Environment,
            Status = status,
            Reasons = reasons,
            PreviousVersion = plan.PreviousVersion,
            Slot = status == DeploymentStatus.Refused ? null : plan.Slot,
            StartedAt = startedAt,
            Duration = services.Time.GetUtcNow() - startedAt,
            Steps = [.. _steps],
            Evidence = Evidence,
        };
        var reason = string.Join(' ', reasons);
        Record(JournalKind.Final, StepIds.Plan, $"{status}: {reason}", entry => entry with { Result = result });
        services.Metrics.Ended(plan, result);
        Log.Ended(services.Logger, id, result.Duration, status, reason);
        return result;
    }

    private DeploymentException Fail(string step, long began, string reason, Activity? activity, Exception? innerException)
    {
        var elapsed = services.Time.GetElapsedTime(began);
        activity?.SetStatus(ActivityStatusCode.Error, reason);
        Complete(new DeploymentStepResult(step, IsDone: false, elapsed, reason));
        Log.StepFailed(services.Logger, id, step, elapsed, reason);
        return new DeploymentException($"Step '{step}' failed: {reason}", innerException);
    }

    private void Complete(DeploymentStepResult step)
    {
        _steps.Add(step);
        services.Metrics.Step(plan, step);
    }
}
