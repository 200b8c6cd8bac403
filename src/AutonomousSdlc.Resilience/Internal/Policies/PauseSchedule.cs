namespace AutonomousSdlc.Resilience.Internal.Policies;

/// <summary>How long a circuit stays open: twice as long after each failed recovery, up to a maximum, cut by a random share.</summary>
internal static class PauseSchedule
{
    /// <param name="breaks">Pauses in a row so far.</param>
    /// <param name="retryAfter">Time that the dependency asked to be left alone; the pause is not shorter, up to the maximum.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="random">Source of the jitter.</param>
    /// <returns>The pause, in timestamp units.</returns>
    public static long Next(int breaks, long retryAfter, BreakerSettings settings, IRandomSource random)
    {
        var grown = Math.Min(Math.ScaleB((double)settings.Pause, Math.Min(breaks, 64)), settings.MaximumPause);
        var jittered = grown * (1 - (settings.PauseJitterRatio * random.NextDouble()));
        return Math.Max(1, Math.Max((long)jittered, Math.Min(retryAfter, settings.MaximumPause)));
    }
}
