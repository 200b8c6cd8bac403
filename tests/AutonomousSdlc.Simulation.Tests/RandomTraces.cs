using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Simulation.Tests;

/// <summary>Seeded traces that mix skewed, looping and scanning requests, so that every branch of a policy is reached.</summary>
internal static class RandomTraces
{
    public static DenseTrace Mixed(int seed, int requests, int keys)
    {
        var random = new Random(seed);
        var builder = new DenseTraceBuilder();
        var scan = 0;
        while (builder.Count < requests)
        {
            var length = Math.Min(random.Next(1, 3 * keys), requests - builder.Count);
            var pattern = random.Next(3);
            var start = random.Next(keys);
            for (var i = 0; i < length; i++)
            {
                var key = pattern switch
                {
                    0 => (int)(keys * Math.Pow(random.NextDouble(), 3)),
                    1 => (start + (i % Math.Max(2, keys / 3))) % keys,
                    _ => keys + (scan++ % keys),
                };
                builder.Add((ulong)key);
            }
        }

        return builder.Build($"mixed seed {seed}");
    }

    public static DenseTrace Of(params int[] keys)
    {
        var builder = new DenseTraceBuilder();
        foreach (var key in keys)
        {
            builder.Add((ulong)key);
        }

        return builder.Build("by hand");
    }
}
