using AutonomousSdlc.Scaling.Internal.Autoscaling;

namespace AutonomousSdlc.Scaling;

/// <summary>A figure that says how much work there is. "Unknown" is a value too: an autoscaler never scales down on it.</summary>
public abstract class Signal
{
    private protected Signal(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
    }

    /// <summary>Name in decisions, logs and metrics.</summary>
    public string Name { get; }

    /// <summary>A signal that is read from a delegate at each evaluation.</summary>
    /// <param name="name">Name in decisions, logs and metrics.</param>
    /// <param name="read">Gives the value, or <see langword="null"/> when it is unknown. An exception, NaN, infinity or a negative value count as unknown.</param>
    /// <returns>The signal.</returns>
    public static Signal From(string name, Func<double?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new DelegateSignal(name, read, asynchronous: null);
    }

    /// <summary>A signal that is read from an asynchronous delegate at each evaluation.</summary>
    /// <param name="name">Name in decisions, logs and metrics.</param>
    /// <param name="read">Gives the value, or <see langword="null"/> when it is unknown. It is cancelled after <see cref="AutoscalerOptions.CallTimeout"/>.</param>
    /// <returns>The signal.</returns>
    public static Signal From(string name, Func<CancellationToken, ValueTask<double?>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new DelegateSignal(name, synchronous: null, read);
    }

    /// <summary>A signal that any library's instrument gives, such as <c>http.server.active_requests</c> of <c>Microsoft.AspNetCore.Hosting</c>.</summary>
    /// <param name="meter">Name of the meter.</param>
    /// <param name="instrument">Name of the instrument.</param>
    /// <param name="reading">Which figure of it. Default: by the kind of instrument.</param>
    /// <returns>The signal. Its name is the instrument's. It is unknown until the instrument exists and, for a rate, until the second evaluation.</returns>
    /// <remarks>The instrument is read at most once a second, whatever the interval of evaluations.</remarks>
    public static Signal FromMeter(string meter, string instrument, MeterReading reading = MeterReading.Automatic)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(meter);
        if (!Enum.IsDefined(reading))
        {
            throw new ArgumentOutOfRangeException(nameof(reading), reading, $"Reading ({reading}) must be one of {string.Join(", ", Enum.GetNames<MeterReading>())}.");
        }

        return new MeterSignal(meter, instrument, reading);
    }

    /// <summary>Starts to read. An equal signal may go on with the same reader.</summary>
    internal abstract ISignalReader Open(TimeProvider time);
}
