namespace AutonomousSdlc.Evaluation.Studies.GuardOverhead;

/// <summary>The operation that does not complete at once, as a delegate that is made once.</summary>
internal static class Operations
{
    public static readonly Func<int, CancellationToken, ValueTask<int>> YieldAsync = static async (state, _) =>
    {
        await Task.Yield();
        return state + 1;
    };
}
