using System.Globalization;

namespace AutonomousSdlc.Evaluation.Studies;

/// <summary>
/// Which capacities a trace is replayed at: shares of its distinct keys, rounded down, at least 1. By default large traces
/// get smaller shares, so that small traces are not reduced to a handful of entries.
/// </summary>
internal sealed class CapacityRule
{
    private const int LargeTrace = 20_000;

    // Decimal, so that 0.3 of 1000 keys is 300 and nothing near it.
    private static readonly decimal[] LargeShares = [0.02m, 0.1m, 0.4m];
    private static readonly decimal[] SmallShares = [0.1m, 0.3m, 0.6m];

    private readonly decimal[]? _shares;

    private CapacityRule(decimal[]? shares) => _shares = shares;

    /// <summary>The rule of an argument such as "0.02,0.1,0.4", or the default rule when there is none.</summary>
    /// <exception cref="BadInputException">Not a list of numbers above 0 and at most 1.</exception>
    public static CapacityRule Parse(string? argument) =>
        new(argument is null ? null : [.. argument.Split(',', StringSplitOptions.TrimEntries).Select(ParseShare)]);

    /// <summary>The capacities for a trace, each once.</summary>
    public IReadOnlyList<int> For(int distinct)
    {
        var shares = _shares ?? (distinct >= LargeTrace ? LargeShares : SmallShares);
        return [.. shares.Select(share => Math.Max(1, (int)(share * distinct))).Distinct()];
    }

    private static decimal ParseShare(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
            ? share
            : throw new BadInputException($"--capacities: '{text}' is not a share of the distinct keys; give numbers above 0 and at most 1, such as 0.02,0.1,0.4.");
}
