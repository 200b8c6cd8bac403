namespace AutonomousSdlc.Caching.Internal;

/// <summary>The asynchronous loads that the present flow of execution is inside of, innermost first.</summary>
internal sealed class LoadScope
{
    private static readonly AsyncLocal<LoadScope?> Innermost = new();

    private readonly LoadScope? _outer;
    private EntryState? _entry;

    private LoadScope(EntryState entry, LoadScope? outer)
    {
        _entry = entry;
        _outer = outer;
    }

    /// <summary>Enters a load; the caller restores the flow with <see cref="Leave"/> when the factory has returned its task.</summary>
    public static LoadScope Enter(EntryState entry) => Innermost.Value = new LoadScope(entry, Innermost.Value);

    public static bool Contains(EntryState entry)
    {
        for (var scope = Innermost.Value; scope is not null; scope = scope._outer)
        {
            if (ReferenceEquals(scope._entry, entry))
            {
                return true;
            }
        }

        return false;
    }

    public void Leave() => Innermost.Value = _outer;

    /// <summary>The load has ended. Flows that it started may keep the scope alive; they must not keep the value alive.</summary>
    public void End() => _entry = null;
}
