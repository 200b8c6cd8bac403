using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Checks each option by itself.</summary>
[OptionsValidator]
internal sealed partial class ResilienceGuardOptionsValidator : IValidateOptions<ResilienceGuardOptions>;
