using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

[OptionsValidator]
internal sealed partial class ProcessScaleTargetOptionsValidator : IValidateOptions<ProcessScaleTargetOptions>;
