namespace AutonomousSdlc.Shared.Processes;

/// <summary>Pause before the next start after failures in a row: none after the first, then doubling up to a cap.</summary>
internal sealed class RestartBackoff(TimeSpan first, TimeSpan longest)
{
    private int _failures;

    /// <summary>Counts a failure and returns the pause that it asks for.</summary>
    /// <param name="afterLongService">The instance had served long: the failure begins a new row.</param>
    public TimeSpan Fail(bool afterLongService)
    {
        _failures = afterLongService ? 1 : _failures + 1;
        if (_failures == 1)
        {
            return TimeSpan.Zero;
        }

        var doublings = Math.Min(_failures - 2, 30);
        var ticks = first.Ticks * Math.Pow(2, doublings);
        return ticks < longest.Ticks ? TimeSpan.FromTicks((long)ticks) : longest;
    }
}
