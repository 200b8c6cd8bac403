using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace AutonomousSdlc.Shared;

/// <summary>
/// Bounds a <see cref="TimeSpan"/> option. <c>[Range(typeof(TimeSpan), ...)]</c> converts through reflection, which is
/// not safe for trimming; this attribute parses its bounds itself.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TimeSpanRangeAttribute : ValidationAttribute
{
    private readonly TimeSpan _minimum;
    private readonly TimeSpan _maximum;

    /// <param name="minimum">Smallest allowed value in the constant format <c>[d.]hh:mm:ss[.fffffff]</c>.</param>
    /// <param name="maximum">Largest allowed value in the same format.</param>
    public TimeSpanRangeAttribute(string minimum, string maximum)
    {
        Minimum = minimum;
        Maximum = maximum;
        _minimum = TimeSpan.Parse(minimum, CultureInfo.InvariantCulture);
        _maximum = TimeSpan.Parse(maximum, CultureInfo.InvariantCulture);
    }

    public string Minimum { get; }

    public string Maximum { get; }

    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is not TimeSpan actual || (actual >= _minimum && actual <= _maximum))
        {
            return ValidationResult.Success;
        }

        var name = validationContext.MemberName ?? validationContext.DisplayName;
        return new ValidationResult(
            $"{name} ({actual:c}) must be between {_minimum:c} and {_maximum:c}.",
            [name]);
    }
}
