using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Deployment.Internal;

[OptionsValidator]
internal sealed partial class DeploymentOptionsAttributeValidator : IValidateOptions<DeploymentOptions>;
