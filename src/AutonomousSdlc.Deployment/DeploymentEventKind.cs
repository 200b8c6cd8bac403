namespace AutonomousSdlc.Deployment;

/// <summary>Sorts of events of a deployment.</summary>
public enum DeploymentEventKind
{
    /// <summary>The deployment began, or a recovery took it over.</summary>
    Started,

    /// <summary>A step is about to act.</summary>
    StepStarted,

    /// <summary>A step is done.</summary>
    StepCompleted,

    /// <summary>Something was looked at, for example the counters in the bake window. Not kept in the journal.</summary>
    Progress,

    /// <summary>A decision: gates, health validation, promotion or abort.</summary>
    Verdict,

    /// <summary>A step was undone.</summary>
    Compensated,

    /// <summary>The deployment ended.</summary>
    Finished,
}
