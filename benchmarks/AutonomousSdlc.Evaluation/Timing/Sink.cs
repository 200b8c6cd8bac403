namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>Takes results, so that the compiler cannot leave out the work behind them.</summary>
internal static class Sink
{
    private static int Last;

    public static void Consume(int value) => Volatile.Write(ref Last, value);
}
