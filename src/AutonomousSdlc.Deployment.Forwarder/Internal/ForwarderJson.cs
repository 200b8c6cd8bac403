using System.Text.Json.Serialization;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Strict JSON for everything read from outside: unknown and repeated members are errors.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(SavedTraffic))]
[JsonSerializable(typeof(ControlChange))]
[JsonSerializable(typeof(ControlDrain))]
[JsonSerializable(typeof(ControlDrained))]
[JsonSerializable(typeof(ControlError))]
[JsonSerializable(typeof(ControlState))]
internal sealed partial class ForwarderJson : JsonSerializerContext;
