using System.Text.Json.Serialization;

namespace AutonomousSdlc.QualityGates.Internal;

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<FormatReportDocument>))]
internal sealed partial class FormatReportJson : JsonSerializerContext;
