using System.Text.Json.Serialization;

namespace AutonomousSdlc.Deployment;

/// <summary>What to do when the bake window ends without enough requests to decide.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InsufficientEvidenceAction>))]
public enum InsufficientEvidenceAction
{
    /// <summary>Go back: a version that was not proven does not stay.</summary>
    RollBack,

    /// <summary>Keep the new version, which passed its health validation.</summary>
    Promote,
}
