namespace AutonomousSdlc.Caching.Internal;

/// <summary>What only some entries have. Kept apart, so that a plain entry stays small.</summary>
internal sealed class EntryDetails
{
    private LoadFlight? _flight;

    public TimeSpan? Expiration { get; set; }

    public long? RequestedWeight { get; set; }

    public string[]? Tags { get; set; }

    public bool DoNotCache { get; set; }

    /// <summary>The weight that was settled on when the value was stored.</summary>
    public long Weight { get; set; } = 1;

    /// <summary>Counts the users of a disposable value; set before the value is published.</summary>
    public ValueOwner? Owner { get; set; }

    /// <summary>What the factory threw.</summary>
    public Exception? Error { get; set; }

    /// <summary>Where callers wait for the load; created by the first who needs it.</summary>
    public LoadFlight? Flight => Volatile.Read(ref _flight);

    public LoadFlight RequireFlight() => Flight ?? GetOrInstall(new LoadFlight(isCancellable: false));

    public LoadFlight GetOrInstall(LoadFlight flight) => Interlocked.CompareExchange(ref _flight, flight, null) ?? flight;
}
