using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Everything that the attributes cannot say: environments, their names and their files.</summary>
internal sealed class DeploymentOptionsValidator(string optionsName) : IValidateOptions<DeploymentOptions>
{
    public ValidateOptionsResult Validate(string? name, DeploymentOptions options)
    {
        if (name != optionsName)
        {
            return ValidateOptionsResult.Skip;
        }

        List<string> errors = [.. options.ConfigurationErrors];
        foreach (var environment in options.Environments)
        {
            errors.AddRange(EnvironmentRules.Check(environment).Select(one => $"Environment '{environment.Service}' in '{environment.Name}': {one.Message}"));
        }

        errors.AddRange(options.Environments
            .GroupBy(one => (one.Name, one.Service))
            .Where(group => group.Count() > 1)
            .Select(group => $"Service '{group.Key.Service}' has {group.Count()} environments '{group.Key.Name}'. Keep one of them."));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
