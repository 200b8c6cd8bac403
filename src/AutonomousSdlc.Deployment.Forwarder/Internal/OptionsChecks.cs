using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>Runs every validator, for forwarders made without a container.</summary>
internal static class OptionsChecks
{
    public static void ThrowIfInvalid(string name, ForwarderOptions options)
    {
        IValidateOptions<ForwarderOptions>[] validators = [new ForwarderOptionsValidator(), new ForwarderOptionsCrossValidator()];
        var failures = validators.SelectMany(validator => validator.Validate(name, options).Failures ?? []).ToList();
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(name, typeof(ForwarderOptions), failures);
        }
    }
}
