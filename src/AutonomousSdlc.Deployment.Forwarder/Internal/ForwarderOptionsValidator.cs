using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Checks each option by its attributes; the body is generated.</summary>
[OptionsValidator]
internal sealed partial class ForwarderOptionsValidator : IValidateOptions<ForwarderOptions>;
