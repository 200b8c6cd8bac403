using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutonomousSdlc.Scaling.Internal;

/// <summary>Writes registry events to the log and the meter.</summary>
internal sealed class RegistryJournal(string registry, ILogger? logger, BalancingMetrics metrics)
{
    private readonly ILogger _logger = logger ?? NullLogger.Instance;

    public void CallbackFailed(Exception exception) => BalancingLog.CallbackFailed(_logger, exception, registry);

    public void Write(in RegistryEvent entry)
    {
        switch (entry.Kind)
        {
            case RegistryEventKind.Registered:
                BalancingLog.Registered(_logger, registry, entry.NodeId, entry.Address);
                break;
            case RegistryEventKind.Updated:
                BalancingLog.Updated(_logger, registry, entry.NodeId, entry.Address);
                break;
            case RegistryEventKind.HealthReported:
                BalancingLog.HealthReported(_logger, registry, entry.NodeId, entry.State, entry.Reason);
                break;
            case RegistryEventKind.Draining:
                BalancingLog.Draining(_logger, registry, entry.NodeId, entry.Number);
                break;
            case RegistryEventKind.Drained:
                BalancingLog.Drained(_logger, registry, entry.NodeId, entry.Duration);
                break;
            case RegistryEventKind.DrainDeadlinePassed:
                BalancingLog.DrainDeadlinePassed(_logger, registry, entry.NodeId, entry.Number, entry.Duration);
                break;
            case RegistryEventKind.Resumed:
                BalancingLog.Resumed(_logger, registry, entry.NodeId);
                break;
            case RegistryEventKind.Deregistered:
                BalancingLog.Deregistered(_logger, registry, entry.NodeId);
                break;
            case RegistryEventKind.Ejected:
                metrics.CountEjection(entry.NodeId, entry.Reason);
                BalancingLog.Ejected(_logger, registry, entry.NodeId, entry.Duration, entry.Reason);
                break;
            case RegistryEventKind.EjectionSuppressed:
                BalancingLog.EjectionSuppressed(_logger, registry, entry.NodeId, entry.Reason, entry.Number);
                break;
            case RegistryEventKind.Returned:
                BalancingLog.Returned(_logger, registry, entry.NodeId, entry.Reason);
                break;
            default:
                WriteMode(entry);
                break;
        }
    }

    private void WriteMode(in RegistryEvent entry)
    {
        if (entry.Reason is nameof(PoolMode.Panic))
        {
            BalancingLog.PanicEntered(_logger, registry, entry.Number, entry.NodeId);
        }
        else
        {
            BalancingLog.ModeChanged(_logger, registry, entry.NodeId, entry.Reason, entry.Number);
        }
    }
}
