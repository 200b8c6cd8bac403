using System.ComponentModel.DataAnnotations;

namespace AutonomousSdlc.QualityGates;

/// <summary>Options of <see cref="FormatGate"/>.</summary>
public sealed class FormatGateOptions
{
    /// <summary>What is checked. <see cref="FormatChecks.Whitespace"/> takes about half the time of all.</summary>
    /// <value>Default: <see cref="FormatChecks.All"/>. Live.</value>
    [EnumDataType(typeof(FormatChecks))]
    public FormatChecks Checks { get; set; } = FormatChecks.All;

    /// <summary>Least severity of style and analyzer rules that count: <c>info</c>, <c>warn</c> or <c>error</c>.</summary>
    /// <value>Default: <c>warn</c>. Without effect on whitespace. Live.</value>
    [AllowedValues("info", "warn", "error")]
    public string Severity { get; set; } = "warn";
}
