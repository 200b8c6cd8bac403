using System.Text.Json.Serialization;

namespace AutonomousSdlc.Deployment;

/// <summary>Decision about a new version under traffic.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BakeVerdict>))]
public enum BakeVerdict
{
    /// <summary>Keep watching.</summary>
    Continue,

    /// <summary>The window passed with enough requests and few enough failures.</summary>
    Promote,

    /// <summary>The new version fails too often or is dead.</summary>
    Abort,

    /// <summary>The window passed without enough requests to decide; <see cref="StrategySettings.OnInsufficientEvidence"/> decides.</summary>
    Inconclusive,
}
