using System.Text.Json.Serialization;

namespace ClosedLoop.Service;

[JsonSerializable(typeof(WorkerStatistics))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
public sealed partial class WorkerJson : JsonSerializerContext;
