using System.Diagnostics.Metrics;
using AutonomousSdlc.Shared;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Scaling.Http.Internal;

/// <summary>Decides whether a failed attempt may go to another node, and counts what it decided.</summary>
internal sealed class RetryGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly RetryBudget _budget = new();
    private readonly RetryBudgetTerms _terms;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _balancer;
    private readonly int _maximumAttempts;
    private readonly MeterSource _source;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _denied;
    private long _requests;

    public RetryGate(string balancer, LoadBalancingHandlerOptions options, TimeProvider time, ILogger logger, IMeterFactory? meters)
    {
        _balancer = balancer;
        _maximumAttempts = options.MaximumAttempts;
        _time = time;
        _logger = logger;
        _terms = new RetryBudgetTerms(options.RetryBudget.Ratio, options.RetryBudget.MinimumPerSecond / time.TimestampFrequency, options.RetryBudget.Burst);
        _source = new MeterSource(ScalingHttpTelemetry.MeterName, meters);
        _retries = _source.Meter.CreateCounter<long>(ScalingHttpTelemetry.Retries, "{retry}", "Requests sent again to another node.");
        _denied = _source.Meter.CreateCounter<long>(ScalingHttpTelemetry.RetriesDenied, "{retry}", "Safe retries that were given up.");
    }

    public void CountRequest() => Interlocked.Increment(ref _requests);

    public void CountExhausted(bool isRetry)
    {
        if (isRetry)
        {
            Deny("no_node");
        }
    }

    public bool MayRetry(HttpRequestMessage request, CallOutcome outcome, int attempt, Node node)
    {
        if (!IsRepeatable(request, outcome))
        {
            return false;
        }

        if (attempt >= _maximumAttempts)
        {
            Deny("attempts");
            return false;
        }

        if (!TakeToken())
        {
            HttpLog.RetryDenied(_logger, _balancer, node.Id, outcome);
            Deny("budget");
            return false;
        }

        HttpLog.Retrying(_logger, _balancer, request.Method.Method, node.Id, outcome, attempt);
        _retries.Add(1, new(ScalingHttpTelemetry.BalancerTag, _balancer), new(ScalingHttpTelemetry.OutcomeTag, outcome.ToString()));
        return true;
    }

    public void Dispose() => _source.Dispose();

    private static bool IsRepeatable(HttpRequestMessage request, CallOutcome outcome) => outcome switch
    {
        // The request never left: its body was not touched, and no node can have acted on it.
        CallOutcome.ConnectFailed => !request.Options.TryGetValue(LoadBalancingRequest.MayRetry, out var mayRetry) || mayRetry,
        CallOutcome.ConnectionLost or CallOutcome.TimedOut or CallOutcome.Failed => Replay.IsAllowed(request),
        _ => false,
    };

    private bool TakeToken()
    {
        lock (_lock)
        {
            return _budget.TryTake(Volatile.Read(ref _requests), _time.GetTimestamp(), _terms);
        }
    }

    private void Deny(string reason) =>
        _denied.Add(1, new(ScalingHttpTelemetry.BalancerTag, _balancer), new(ScalingHttpTelemetry.ReasonTag, reason));
}
