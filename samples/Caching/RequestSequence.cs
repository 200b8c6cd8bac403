namespace Caching;

/// <summary>Requests as shops see them: few products are asked for often, many rarely (Zipf's law with exponent 1).</summary>
internal static class RequestSequence
{
    public static IReadOnlyList<string> Skewed(int products, int count, int seed)
    {
        var random = new Random(seed);
        var cumulative = new double[products];
        var sum = 0.0;
        for (var rank = 0; rank < products; rank++)
        {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }

        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var rank = Array.BinarySearch(cumulative, random.NextDouble() * sum);
            return $"p-{(rank < 0 ? ~rank : rank)}";
        })];
    }
}
