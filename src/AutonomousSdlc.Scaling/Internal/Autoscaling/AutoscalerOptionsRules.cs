using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Rules that need more than one value; reports every breach at once.</summary>
/// <param name="needsTarget">The options must name what to scale, because nobody passes it along.</param>
internal sealed class AutoscalerOptionsRules(bool needsTarget) : IValidateOptions<AutoscalerOptions>
{
    /// <summary>For the container.</summary>
    public AutoscalerOptionsRules()
        : this(needsTarget: true)
    {
    }

    /// <summary>Checks options that do not come from a container.</summary>
    public static void ThrowIfInvalid(string name, AutoscalerOptions options)
    {
        IValidateOptions<AutoscalerOptions>[] validators = [new AutoscalerOptionsValidator(), new AutoscalerOptionsRules(needsTarget: false)];
        var failures = validators.SelectMany(validator => validator.Validate(name, options).Failures ?? []).ToList();
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(name, typeof(AutoscalerOptions), failures);
        }
    }

    public ValidateOptionsResult Validate(string? name, AutoscalerOptions options)
    {
        var errors = new List<string>();
        if (options.Minimum > options.Maximum)
        {
            errors.Add(FormattableString.Invariant($"Minimum ({options.Minimum}) must not exceed Maximum ({options.Maximum}). Lower Minimum or raise Maximum."));
        }

        CheckRate("Up", options.Up, errors);
        CheckRate("Down", options.Down, errors);
        var targets = options.GetTargets();
        if (targets.Count == 0)
        {
            errors.Add("There is no signal. Call Target with a signal and the load per worker.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            if (!double.IsFinite(target.PerWorker) || target.PerWorker <= 0)
            {
                errors.Add(FormattableString.Invariant($"The target of signal \"{target.Signal.Name}\" ({target.PerWorker}) must be a positive number. Give the load that one worker shall have."));
            }

            if (!names.Add(target.Signal.Name))
            {
                errors.Add($"Two targets have the signal \"{target.Signal.Name}\". Keep one, or give the other signal another name.");
            }
        }

        if (needsTarget && options.TargetFactory is null)
        {
            errors.Add("There is nothing to scale. Call Scale<TTarget>(minimum, maximum), or Scale with a target.");
        }

        return errors.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(errors.ConvertAll(error => $"Autoscaler \"{name}\": {error}"));
    }

    private static void CheckRate(string which, ScaleRateOptions rate, List<string> errors)
    {
        if (rate is { Count: 0, Ratio: 0 })
        {
            errors.Add($"{which}.Count (0) and {which}.Ratio (0) allow no step at all. Raise one of them.");
        }
    }
}
