using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Looks at the new version under traffic until the policy decides.</summary>
internal sealed class BakeWatcher(DeploymentRun run)
{
    private readonly BakePolicy _policy = new(run.Settings.Strategy, run.Settings.Health.UnhealthyAfter);
    private readonly TrafficTally _tally = new();
    private int _unhealthy;
    private int _blind;
    private string? _problem;
    private string? _told;

    public async Task<BakeEvidence> WatchAsync(CancellationToken cancellationToken)
    {
        var began = run.Time.GetTimestamp();
        while (true)
        {
            // The counters first: failing answers decide even while a hanging instance holds up its health probe.
            await CountAsync(cancellationToken).ConfigureAwait(false);
            var evidence = Evaluate(began);
            if (evidence.Verdict is BakeVerdict.Continue or BakeVerdict.Promote or BakeVerdict.Inconclusive)
            {
                await CheckHealthAsync(cancellationToken).ConfigureAwait(false);
                evidence = Evaluate(began);
            }

            if (evidence.Verdict != BakeVerdict.Continue)
            {
                return evidence;
            }

            Tell(evidence.Reason);
            await Task.Delay(run.Settings.Strategy.Interval, run.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private BakeEvidence Evaluate(long began) => _policy.Evaluate(new BakeSample(
        run.Time.GetElapsedTime(began), _tally.Sum.Requests, _tally.Sum.Failures, _unhealthy, _blind, _problem));

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var timer = new CancellationTokenSource(run.Settings.Deadlines.Switch, run.Time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            var state = await run.Runtime.Router.ObserveAsync(linked.Token).AsTask().WaitAsync(linked.Token).ConfigureAwait(false);
            if (state.Epoch > run.Epoch)
            {
                throw new StaleTrafficChangeException(run.Epoch, 0, state.Epoch, state.Generation);
            }

            if (state.Slots.TryGetValue(run.Plan.Slot, out var traffic))
            {
                _tally.Add(traffic.SinceChange);
            }

            _blind = 0;
        }
        catch (Exception exception) when (exception is not StaleTrafficChangeException && !cancellationToken.IsCancellationRequested)
        {
            _blind++;
            _problem = exception.Message;
            Log.RouterUnreadable(run.Logger, run.Id, exception.Message, _blind);
        }
    }

    private async Task CheckHealthAsync(CancellationToken cancellationToken)
    {
        string? problem;
        try
        {
            using var timer = new CancellationTokenSource(run.Settings.Health.Timeout * 2, run.Time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            var health = await SlotHealth.LookAsync(run.Runtime, run.Plan.Slot, run.Settings.Health, linked.Token)
                .WaitAsync(linked.Token).ConfigureAwait(false);
            problem = health.Problem;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            problem = $"its health could not be asked: {exception.Message}";
        }

        _unhealthy = problem is null ? 0 : _unhealthy + 1;
        _problem = problem ?? _problem;
    }

    private void Tell(string message)
    {
        if (message != _told)
        {
            _told = message;
            run.Progress(StepIds.Bake, message);
        }
    }
}
