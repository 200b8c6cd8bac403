using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Caching.Internal;

/// <summary>Checks the bounds stated on the options.</summary>
[OptionsValidator]
internal sealed partial class AdaptiveCacheOptionsRangeValidator : IValidateOptions<AdaptiveCacheOptions>;
