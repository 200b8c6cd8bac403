using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>All errors of <see cref="DotNetGateOptions"/> at once: bounds by the generated validator, then what two options say together.</summary>
internal sealed class DotNetGateOptionsValidator : IValidateOptions<DotNetGateOptions>
{
    private readonly DotNetGateOptionsBoundsValidator _bounds = new();

    public ValidateOptionsResult Validate(string? name, DotNetGateOptions options)
    {
        var builder = new ValidateOptionsResultBuilder();
        builder.AddResult(_bounds.Validate(name, options));
        if (options is { Format: { Checks: FormatChecks.Whitespace, Severity: not "warn" } })
        {
            builder.AddError(
                $"Format.Severity ({options.Format.Severity}) has no meaning with Format.Checks ({options.Format.Checks}): whitespace has no severity. Remove Severity or choose other checks.");
        }

        return builder.Build();
    }
}
