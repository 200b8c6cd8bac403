using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Internal;

[OptionsValidator]
internal sealed partial class LoadBalancerOptionsValidator : IValidateOptions<LoadBalancerOptions>;
