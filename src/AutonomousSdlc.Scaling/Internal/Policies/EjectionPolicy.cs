namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>Decides when a failing node leaves the rotation and for how long. Pure: the caller passes the time and the counts, and keeps the records.</summary>
internal sealed class EjectionPolicy(EjectionOptions options)
{
    private const int MaximumSeverity = 30;

    /// <summary>Most nodes that may be out at once.</summary>
    /// <param name="members">Nodes that count: those that do not drain.</param>
    public int Allowed(int members) => options.Enabled && options.MaximumRatio > 0 && members > 1
        ? Math.Max(1, (int)(members * options.MaximumRatio))
        : 0;

    /// <summary>Takes note of a failure.</summary>
    /// <param name="record">Memory of the node.</param>
    /// <param name="outcome">The failure.</param>
    /// <param name="now">Time since the origin.</param>
    /// <param name="members">Nodes that count for the cap.</param>
    /// <param name="ejected">How many of them are out.</param>
    public EjectionAction OnFailure(EjectionRecord record, CallOutcome outcome, TimeSpan now, int members, int ejected)
    {
        if (!options.Enabled || record.IsEjected)
        {
            return EjectionAction.None;
        }

        var weight = outcome is CallOutcome.ConnectFailed or CallOutcome.ConnectionLost ? options.ConnectionFailureWeight : 1;
        record.Streak = (int)Math.Min((long)record.Streak + weight, int.MaxValue);
        if (record.Streak < options.ConsecutiveFailures && !record.IsOnProbation)
        {
            return EjectionAction.None;
        }

        if (ejected >= Allowed(members))
        {
            var told = record.IsSuppressed;
            record.IsSuppressed = true;
            return told ? EjectionAction.None : EjectionAction.Suppress;
        }

        Eject(record, now);
        return EjectionAction.Eject;
    }

    /// <summary>Takes note of a success, which ends a streak and a probation. Calls that began before an ejection do not end it.</summary>
    public static void OnSuccess(EjectionRecord record)
    {
        if (!record.IsEjected)
        {
            record.Streak = 0;
            record.IsOnProbation = false;
            record.IsSuppressed = false;
        }
    }

    /// <summary>Whether the time of an ejected node is over.</summary>
    public static bool IsDue(EjectionRecord record, TimeSpan now) => record.IsEjected && now >= record.Until;

    /// <summary>Brings a node back on probation: the next failure ejects it again, for longer.</summary>
    public static void Return(EjectionRecord record, TimeSpan now)
    {
        record.IsEjected = false;
        record.IsOnProbation = true;
        record.IsSuppressed = false;
        record.Streak = 0;
        record.Since = now;
    }

    /// <summary>Forgives everything, for a node that somebody vouches for.</summary>
    public static void Forgive(EjectionRecord record, TimeSpan now)
    {
        Return(record, now);
        record.IsOnProbation = false;
        record.Severity = 0;
    }

    private void Eject(EjectionRecord record, TimeSpan now)
    {
        if (record.Severity > 0)
        {
            var served = now - record.Since;
            while (record.Severity > 0 && served >= Duration(record.Severity - 1))
            {
                record.Severity--;
                served -= Duration(record.Severity);
            }
        }

        record.IsEjected = true;
        record.IsOnProbation = false;
        record.Since = now;
        record.Until = now + Duration(record.Severity);
        record.Severity = Math.Min(record.Severity + 1, MaximumSeverity);
    }

    private TimeSpan Duration(int severity) =>
        TimeSpan.FromTicks((long)Math.Min(options.BaseTime.Ticks * Math.Pow(2, severity), options.MaximumTime.Ticks));
}
