using System.Text.Json.Serialization;

namespace ClosedLoop;

[JsonSerializable(typeof(Scorecard))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class ScorecardJson : JsonSerializerContext;
