using AutonomousSdlc.Evaluation.Timing;

namespace AutonomousSdlc.Evaluation.Studies.GuardOverhead;

/// <summary>The operations themselves, called through a delegate and guarded by nothing.</summary>
internal static class DirectContenders
{
    public const string Name = "direct";

    public static Contender Synchronous()
    {
        Func<int, CancellationToken, int> operation = static (state, _) => state + 1;
        return new Contender(Name, operations =>
        {
            var sum = 0;
            for (var i = 0; i < operations; i++)
            {
                sum += operation(i, CancellationToken.None);
            }

            Sink.Consume(sum);
        });
    }

    public static Contender Completed() => Asynchronous(static (state, _) => new ValueTask<int>(state + 1));

    public static Contender Yielding() => Asynchronous(Operations.YieldAsync);

    private static Contender Asynchronous(Func<int, CancellationToken, ValueTask<int>> operation) => Contender.Asynchronous(Name, async operations =>
    {
        var sum = 0;
        for (var i = 0; i < operations; i++)
        {
            sum += await operation(i, CancellationToken.None).ConfigureAwait(false);
        }

        Sink.Consume(sum);
    });
}
