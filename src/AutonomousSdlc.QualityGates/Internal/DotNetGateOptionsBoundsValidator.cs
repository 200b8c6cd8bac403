using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates.Internal;

[OptionsValidator]
internal sealed partial class DotNetGateOptionsBoundsValidator : IValidateOptions<DotNetGateOptions>;
