namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>Threads that wait at a gate, run their loops at the same time, and are waited for.</summary>
internal sealed class WorkerCrew : IDisposable
{
    private readonly Thread[] _threads;
    private readonly ManualResetEvent _gate = new(initialState: false);
    private readonly CountdownEvent _arrived;
    private Exception? _failure;
    private bool _dismissed;

    public WorkerCrew(ReadOnlySpan<Action<int>> workers, int operations)
    {
        _arrived = new CountdownEvent(workers.Length + 1);
        _threads = new Thread[workers.Length];
        for (var index = 0; index < workers.Length; index++)
        {
            var worker = workers[index];
            _threads[index] = new Thread(() => Run(worker, operations)) { IsBackground = true };
            _threads[index].Start();
        }

        _arrived.Signal();
        _arrived.Wait();
    }

    public void Start() => _gate.Set();

    /// <exception cref="InvalidOperationException">A loop failed.</exception>
    public void Finish()
    {
        Join();
        if (_failure is not null)
        {
            throw new InvalidOperationException("A timed operation failed, so nothing is measured.", _failure);
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref _dismissed, !_gate.WaitOne(TimeSpan.Zero));
        _gate.Set();
        Join();
        _gate.Dispose();
        _arrived.Dispose();
    }

    private void Join()
    {
        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Run(Action<int> worker, int operations)
    {
        _arrived.Signal();
        _gate.WaitOne();
        if (Volatile.Read(ref _dismissed))
        {
            return;
        }

        try
        {
            worker(operations);
        }
        catch (Exception failure)
        {
            _failure = failure;
        }
    }
}
