namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>Runs slices of one contender: a fixed number of operations per thread, found by calibration.</summary>
internal sealed class TimedContender
{
    private const int FirstTrial = 16;
    private const int MostOperations = 1 << 30;

    /// <summary>A trial this many slices long in elapsed time ends calibration even when it used little CPU time.</summary>
    private const int LongestTrial = 20;

    private readonly IUsageMeter _meter;
    private readonly Action<int>[] _workers;
    private readonly TimeSpan _target;
    private readonly TimeSpan _longest;
    private int _operations = FirstTrial;

    public TimedContender(Contender contender, TimingSettings settings, IUsageMeter meter)
    {
        Name = contender.Name;
        _meter = meter;
        _workers = [.. Enumerable.Range(0, settings.Threads).Select(contender.CreateWorker)];
        _target = TimeSpan.FromSeconds(settings.SliceSeconds * settings.Threads);
        _longest = TimeSpan.FromSeconds(settings.SliceSeconds * LongestTrial);
    }

    public string Name { get; }

    public List<TimingSample> Samples { get; } = [];

    /// <summary>Doubles the operations until they use a whole slice, which also warms the code up.</summary>
    public void Calibrate(CancellationToken cancellationToken)
    {
        var trial = RunSlice();
        while (trial.Used.Cpu < _target && trial.Used.Elapsed < _longest && _operations < MostOperations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _operations *= 2;
            trial = RunSlice();
        }

        Fit(trial);
    }

    /// <summary>Sets the operations so that the next slice uses the CPU time that it shall use.</summary>
    public void Fit(TimingSample sample)
    {
        if (sample.Used.Cpu > TimeSpan.Zero && sample.Used.Elapsed < _longest)
        {
            _operations = (int)Math.Clamp(_operations * (_target / sample.Used.Cpu), 1, MostOperations);
        }
    }

    /// <summary>Runs one slice. Garbage of earlier slices is collected before, so that it is not paid for here.</summary>
    public TimingSample RunSlice()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var crew = new WorkerCrew(_workers.AsSpan(1), _operations);
        var before = _meter.Read();
        crew.Start();
        _workers[0](_operations);
        crew.Finish();
        return new TimingSample((long)_operations * _workers.Length, _meter.Read() - before);
    }
}
