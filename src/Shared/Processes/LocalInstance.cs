namespace AutonomousSdlc.Shared.Processes;

/// <summary>One instance of a <see cref="LocalInstanceSet"/>. A replacement is a new instance with a new number.</summary>
internal sealed class LocalInstance : IDisposable
{
    private readonly CancellationTokenSource _retire = new();
    private readonly Lock _lock = new();
    private readonly Queue<string> _tail = new();
    private readonly int _tailLines;
    private volatile LocalInstanceState _state = LocalInstanceState.Starting;

    public LocalInstance(string set, int number, int tailLines)
    {
        Number = number;
        Name = FormattableString.Invariant($"{set}-{number}");
        _tailLines = tailLines;
        Retiring = _retire.Token;
    }

    /// <summary>Counts up from 1 within the set; never reused.</summary>
    public int Number { get; }

    public string Name { get; }

    /// <summary>Loopback port given to the process.</summary>
    public int Port { get; internal set; }

    /// <summary>Base address of what listens on <see cref="Port"/>.</summary>
    public Uri Address => new(FormattableString.Invariant($"http://127.0.0.1:{Port}"));

    public int ProcessId { get; internal set; }

    public LocalInstanceState State => _state;

    /// <summary>Time from start to readiness; zero until then.</summary>
    public TimeSpan StartupDuration { get; internal set; }

    /// <summary>Why it failed, with its last output lines; <see langword="null"/> unless <see cref="LocalInstanceState.Failed"/>.</summary>
    public string? Failure { get; internal set; }

    /// <summary>Cancelled when the set does not want the instance any longer.</summary>
    internal CancellationToken Retiring { get; }

    /// <summary>It had served for long enough to count as healthy when it ended.</summary>
    internal bool ServedLong { get; set; }

    /// <summary>The set has chosen the instance to go.</summary>
    internal bool IsRetired { get; private set; }

    /// <summary>Runs from the start of the process to its end.</summary>
    internal Task Life { get; set; } = Task.CompletedTask;

    /// <summary>Last lines that the process wrote, oldest first.</summary>
    public IReadOnlyList<string> LastOutput()
    {
        lock (_lock)
        {
            return [.. _tail];
        }
    }

    /// <summary>To be called by the owning set only, after <see cref="Life"/>.</summary>
    public void Dispose() => _retire.Dispose();

    internal void Write(string line)
    {
        lock (_lock)
        {
            _tail.Enqueue(line);
            if (_tail.Count > _tailLines)
            {
                _tail.Dequeue();
            }
        }
    }

    internal void Enter(LocalInstanceState state) => _state = state;

    /// <summary>To be called by the owning loop only; <see cref="RetireAsync"/> follows outside its lock.</summary>
    internal void MarkRetired() => IsRetired = true;

    internal Task RetireAsync() => _retire.CancelAsync();
}
