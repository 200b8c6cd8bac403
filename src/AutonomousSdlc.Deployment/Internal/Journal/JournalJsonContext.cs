using System.Text.Json.Serialization;

namespace AutonomousSdlc.Deployment.Internal.Journal;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(JournalEntry))]
[JsonSerializable(typeof(DeploymentEnvironment))]
internal sealed partial class JournalJsonContext : JsonSerializerContext;
