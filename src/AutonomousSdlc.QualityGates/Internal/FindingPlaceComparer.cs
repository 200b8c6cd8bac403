using System.Diagnostics.CodeAnalysis;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Equal rule, text and main place.</summary>
internal sealed class FindingPlaceComparer : IEqualityComparer<Finding>
{
    public static readonly FindingPlaceComparer Instance = new();

    public bool Equals(Finding? x, Finding? y) => (x, y) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ => Key(x) == Key(y),
    };

    public int GetHashCode([DisallowNull] Finding obj) => Key(obj).GetHashCode();

    private static (string, string, FindingLocation?) Key(Finding finding) => (finding.RuleId, finding.Message.Text, finding.Location);
}
