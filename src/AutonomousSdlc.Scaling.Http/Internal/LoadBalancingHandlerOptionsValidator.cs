using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Http.Internal;

[OptionsValidator]
internal sealed partial class LoadBalancingHandlerOptionsValidator : IValidateOptions<LoadBalancingHandlerOptions>;
