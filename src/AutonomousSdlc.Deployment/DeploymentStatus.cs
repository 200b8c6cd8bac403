using System.Text.Json.Serialization;

namespace AutonomousSdlc.Deployment;

/// <summary>Outcome of a deployment.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeploymentStatus>))]
public enum DeploymentStatus
{
    /// <summary>Not decided.</summary>
    InProgress,

    /// <summary>The new version serves; the old one is stopped.</summary>
    Succeeded,

    /// <summary>A gate said no; nothing was started.</summary>
    Refused,

    /// <summary>The new version failed before its first request; it is stopped and the old one serves.</summary>
    Failed,

    /// <summary>The new version failed under traffic; the old one serves again and the new one is stopped.</summary>
    RolledBack,

    /// <summary>The caller cancelled; the old version serves and the new one is stopped.</summary>
    Cancelled,

    /// <summary>
    /// Neither going on nor going back was safe, for example because the old version is not serving. Traffic is left as it
    /// is and a person must decide; the next deployment is allowed.
    /// </summary>
    Held,
}
