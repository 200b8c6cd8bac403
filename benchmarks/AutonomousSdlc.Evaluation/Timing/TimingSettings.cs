namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>How to time.</summary>
/// <param name="Rounds">Rounds that count; one more is run before them and discarded.</param>
/// <param name="SliceSeconds">CPU time that each thread of each contender shall use per round, in seconds.</param>
/// <param name="Threads">Threads that run a contender's loop at the same time.</param>
internal sealed record TimingSettings(int Rounds, double SliceSeconds, int Threads);
