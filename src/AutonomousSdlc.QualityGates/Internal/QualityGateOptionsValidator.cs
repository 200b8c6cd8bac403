using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>All errors of <see cref="QualityGateOptions"/> at once: bounds by the generated validator, then what two options say together.</summary>
internal sealed class QualityGateOptionsValidator : IValidateOptions<QualityGateOptions>
{
    private readonly QualityGateOptionsBoundsValidator _bounds = new();

    public ValidateOptionsResult Validate(string? name, QualityGateOptions options)
    {
        var builder = new ValidateOptionsResultBuilder();
        builder.AddResult(_bounds.Validate(name, options));
        if (options.StopTimeout > options.GateTimeout)
        {
            builder.AddError(
                $"StopTimeout ({options.StopTimeout:c}) must not exceed GateTimeout ({options.GateTimeout:c}). Lower StopTimeout or raise GateTimeout.");
        }

        return builder.Build();
    }
}
