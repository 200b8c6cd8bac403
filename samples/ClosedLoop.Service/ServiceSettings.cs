using System.Globalization;

namespace ClosedLoop.Service;

/// <summary>How one worker process runs; read from its environment variables.</summary>
internal sealed record ServiceSettings
{
    /// <summary>Loopback port to listen on.</summary>
    public required int Port { get; init; }

    /// <summary>Name of this process in answers and statistics.</summary>
    public required string Worker { get; init; }

    /// <summary>Version of the service that this process claims to be.</summary>
    public required string Version { get; init; }

    /// <summary>Base address of the slow store.</summary>
    public required Uri Store { get; init; }

    /// <summary>Entries that the cache holds.</summary>
    public required int CacheCapacity { get; init; }

    /// <summary>Time of the work that each request does besides its look-ups.</summary>
    public required TimeSpan Work { get; init; }

    /// <summary>Share of requests that this version answers with an error, 0 to 1: a defect of the version.</summary>
    public required double DefectRatio { get; init; }

    /// <summary>Seed of the defect.</summary>
    public required int Seed { get; init; }

    /// <exception cref="FormatException">A variable is missing or not usable; the message names it and its value.</exception>
    public static ServiceSettings Read(Func<string, string?> variable) => new()
    {
        Port = Number(variable, "LOOP_PORT", 1, 65535),
        Worker = Text(variable, "LOOP_WORKER"),
        Version = Text(variable, "LOOP_VERSION"),
        Store = Uri.TryCreate(Text(variable, "LOOP_STORE"), UriKind.Absolute, out var store)
            ? store
            : throw new FormatException($"LOOP_STORE ('{variable("LOOP_STORE")}') must be an absolute URI."),
        CacheCapacity = Number(variable, "LOOP_CACHE_CAPACITY", 1, 10_000_000),
        Work = TimeSpan.FromMilliseconds(Number(variable, "LOOP_WORK_MILLISECONDS", 0, 60_000)),
        DefectRatio = Number(variable, "LOOP_DEFECT_PERCENT", 0, 100) / 100.0,
        Seed = Number(variable, "LOOP_SEED", 0, int.MaxValue),
    };

    private static string Text(Func<string, string?> variable, string name) =>
        variable(name) is { Length: > 0 } value ? value : throw new FormatException($"{name} must be set.");

    private static int Number(Func<string, string?> variable, string name, int minimum, int maximum) =>
        int.TryParse(Text(variable, name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw new FormatException($"{name} ('{variable(name)}') must be a whole number from {minimum} to {maximum}.");
}
