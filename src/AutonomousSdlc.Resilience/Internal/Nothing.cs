namespace AutonomousSdlc.Resilience.Internal;

/// <summary>The value of an operation that returns none, so that the executor has one shape.</summary>
internal readonly struct Nothing
{
    public static ValueTask<Nothing> AfterAsync(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            return AwaitAsync(task);
        }

        CompletedTask.Consume(task);
        return default;

        static async ValueTask<Nothing> AwaitAsync(ValueTask task)
        {
            await task.ConfigureAwait(false);
            return default;
        }
    }

    public static ValueTask DropAsync(ValueTask<Nothing> task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            return new ValueTask(task.AsTask());
        }

        CompletedTask.Result(task);
        return default;
    }
}
