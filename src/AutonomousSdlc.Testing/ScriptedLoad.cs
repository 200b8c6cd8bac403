namespace AutonomousSdlc.Testing;

/// <summary>
/// An open-loop load: requests start at their scheduled times whether or not earlier ones have ended, so a slow system
/// meets the queue that real users would build.
/// </summary>
public sealed class ScriptedLoad
{
    private readonly LoadPhase[] _phases;
    private readonly int _seed;

    /// <summary>Creates a load from phases that follow one another.</summary>
    /// <param name="seed">Seed of the Poisson arrival times; the same seed gives the same times.</param>
    /// <param name="phases">The phases, at least one.</param>
    /// <exception cref="ArgumentException">There is no phase, or one has a negative rate or no length.</exception>
    public ScriptedLoad(int seed, params LoadPhase[] phases)
    {
        ArgumentNullException.ThrowIfNull(phases);
        if (phases.Length == 0)
        {
            throw new ArgumentException("A load needs at least one phase.", nameof(phases));
        }

        foreach (var phase in phases)
        {
            if (phase.Duration <= TimeSpan.Zero || !(phase.RequestsPerSecond >= 0) || double.IsInfinity(phase.RequestsPerSecond))
            {
                throw new ArgumentException(
                    $"Phase {phase} is not usable: Duration must be positive and RequestsPerSecond a finite number of zero or more.",
                    nameof(phases));
            }
        }

        _phases = [.. phases];
        _seed = seed;
    }

    /// <summary>Length of all phases together.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks(_phases.Sum(p => p.Duration.Ticks));

    /// <summary>The start times of all requests, from zero on, ascending.</summary>
    public IEnumerable<TimeSpan> Arrivals()
    {
        var random = new Random(_seed);
        var start = 0.0;
        foreach (var phase in _phases)
        {
            var end = start + phase.Duration.TotalSeconds;
            var time = start;
            while (phase.RequestsPerSecond > 0)
            {
                time += -Math.Log(1 - random.NextDouble()) / phase.RequestsPerSecond;
                if (time >= end)
                {
                    break;
                }

                yield return TimeSpan.FromSeconds(time);
            }

            start = end;
        }
    }

    /// <summary>Starts every request at its time and waits for all of them.</summary>
    /// <param name="request">The request; gets its index from zero on. Its exceptions end the run after all requests have ended.</param>
    /// <param name="timeProvider">Clock of the schedule. Default: the system's.</param>
    /// <param name="cancellationToken">Stops new requests and is passed to running ones.</param>
    /// <returns>Number of requests started.</returns>
    public async Task<int> RunAsync(Func<int, CancellationToken, Task> request, TimeProvider? timeProvider = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var clock = timeProvider ?? TimeProvider.System;
        var begin = clock.GetTimestamp();
        var running = new List<Task>();
        var started = 0;
        try
        {
            foreach (var arrival in Arrivals())
            {
                var wait = arrival - clock.GetElapsedTime(begin);
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
                }

                cancellationToken.ThrowIfCancellationRequested();
                running.Add(request(started++, cancellationToken));
                if (running.Count >= 1024)
                {
                    running.RemoveAll(static task => task.IsCompletedSuccessfully);
                }
            }
        }
        finally
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }

        return started;
    }
}
