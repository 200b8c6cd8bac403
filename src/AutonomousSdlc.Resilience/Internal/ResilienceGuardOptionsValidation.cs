using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Runs all checks for a guard that is made without a container.</summary>
internal static class ResilienceGuardOptionsValidation
{
    private static readonly IValidateOptions<ResilienceGuardOptions>[] Validators =
        [new ResilienceGuardOptionsValidator(), new ResilienceGuardOptionsRules()];

    /// <exception cref="OptionsValidationException">At least one check failed; the message names every error.</exception>
    public static void ThrowIfInvalid(string name, ResilienceGuardOptions options)
    {
        var errors = Validators
            .Select(validator => validator.Validate(name, options))
            .Where(result => result.Failed)
            .SelectMany(result => result.Failures!)
            .ToList();
        if (errors.Count > 0)
        {
            throw new OptionsValidationException(name, typeof(ResilienceGuardOptions), errors);
        }
    }
}
