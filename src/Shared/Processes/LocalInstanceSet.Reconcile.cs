namespace AutonomousSdlc.Shared.Processes;

internal sealed partial class LocalInstanceSet
{
    private async Task ReconcileLoopAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        while (!_shutdown.IsCancellationRequested)
        {
            Task changed;
            lock (_lock)
            {
                changed = _changed.Task;
            }

            try
            {
                var pause = await ReconcileAsync().ConfigureAwait(false);
                await changed.WaitAsync(pause, _options.Time, _shutdown.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
            {
                // The pause before a replacement is over, or the set is being disposed.
            }
        }
    }

    /// <returns>Time after which to look again even if nothing changes.</returns>
    private async Task<TimeSpan> ReconcileAsync()
    {
        var loads = Loads();
        List<LocalInstance> ended;
        List<LocalInstance> retired = [];
        var pause = Timeout.InfiniteTimeSpan;
        TaskCompletionSource? changed = null;
        lock (_lock)
        {
            ended = _instances.FindAll(static instance => instance.Life.IsCompleted);
            _instances.RemoveAll(ended.Contains);
            var serving = _instances.FindAll(static instance => !instance.IsRetired && !HasEnded(instance));
            var missing = _desired - serving.Count;
            if (missing < 0)
            {
                retired = [.. InOrderOfRetirement(serving, loads).Take(-missing)];
                retired.ForEach(static instance => instance.MarkRetired());
                changed = RenewLocked();
            }
            else if (missing > 0 && !_disposed)
            {
                pause = _pause - _options.Time.GetElapsedTime(_pauseBegan);
                if (pause <= TimeSpan.Zero)
                {
                    pause = Timeout.InfiniteTimeSpan;
                    for (var i = 0; i < missing; i++)
                    {
                        StartLocked();
                    }

                    changed = RenewLocked();
                }
            }
        }

        changed?.TrySetResult();
        ended.ForEach(static instance => instance.Dispose());
        foreach (var instance in retired)
        {
            await instance.RetireAsync().ConfigureAwait(false);
        }

        return pause;
    }

    private static bool HasEnded(LocalInstance instance) => instance.State is LocalInstanceState.Stopped or LocalInstanceState.Failed;

    /// <summary>What does not serve yet goes first, then what has least to do, then the newest.</summary>
    private static IEnumerable<LocalInstance> InOrderOfRetirement(List<LocalInstance> serving, Dictionary<LocalInstance, double> loads) =>
        serving
            .OrderBy(static instance => instance.State != LocalInstanceState.Starting)
            .ThenBy(instance => loads.GetValueOrDefault(instance))
            .ThenByDescending(static instance => instance.Number);

    private void StartLocked()
    {
        var instance = new LocalInstance(_options.Name, ++_lastNumber, _options.OutputTailLines);
        _instances.Add(instance);

        // Yields before it does anything, so that nothing of it runs under this lock.
        instance.Life = _runner.RunAsync(instance, _shutdown.Token);
    }

    private Dictionary<LocalInstance, double> Loads()
    {
        Dictionary<LocalInstance, double> loads = [];
        if (_options.Load is { } load)
        {
            foreach (var instance in Instances)
            {
                try
                {
                    loads[instance] = load(instance);
                }
                catch (Exception)
                {
                    // Unknown load: the instance is judged by its age alone.
                    loads[instance] = 0;
                }
            }
        }

        return loads;
    }
}
