using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Rules that need more than one value; reports every breach at once.</summary>
internal sealed class ProcessScaleTargetOptionsRules : IValidateOptions<ProcessScaleTargetOptions>
{
    /// <summary>Checks options that do not come from a container.</summary>
    public static void ThrowIfInvalid(ProcessScaleTargetOptions options)
    {
        IValidateOptions<ProcessScaleTargetOptions>[] validators = [new ProcessScaleTargetOptionsValidator(), new ProcessScaleTargetOptionsRules()];
        var failures = validators.SelectMany(validator => validator.Validate(options.WorkerName, options).Failures ?? []).ToList();
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(options.WorkerName, typeof(ProcessScaleTargetOptions), failures);
        }
    }

    public ValidateOptionsResult Validate(string? name, ProcessScaleTargetOptions options)
    {
        var errors = new List<string>();
        if (options.RestartDelay > options.MaximumRestartDelay)
        {
            errors.Add($"RestartDelay ({options.RestartDelay:c}) must not exceed MaximumRestartDelay ({options.MaximumRestartDelay:c}). Lower RestartDelay or raise MaximumRestartDelay.");
        }

        if (options.ReadinessPath is { } path && (!path.StartsWith('/') || !Uri.IsWellFormedUriString(path, UriKind.Relative)))
        {
            errors.Add($"ReadinessPath ({path}) must be a path that begins with a slash, such as /ready.");
        }

        return errors.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors.ConvertAll(error => $"Process target \"{name}\": {error}"));
    }
}
