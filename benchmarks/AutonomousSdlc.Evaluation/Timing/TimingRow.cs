namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>What one contender cost. Operations are those of all threads together.</summary>
/// <param name="Contender">Name of the contender.</param>
/// <param name="Threads">Threads that ran its loop.</param>
/// <param name="Rounds">Rounds behind the figures.</param>
/// <param name="CpuNanosecondsPerOperation">CPU time of the process over operations, median of the rounds.</param>
/// <param name="NanosecondsPerOperation">Elapsed time over operations, median of the rounds.</param>
/// <param name="Minimum">Least CPU nanoseconds per operation of a round.</param>
/// <param name="Maximum">Most CPU nanoseconds per operation of a round.</param>
/// <param name="BytesPerOperation">Bytes allocated on the managed heap over operations, median of the rounds.</param>
/// <param name="RatioToFirst">Median of the ratios, round by round, of CPU time per operation to that of the first contender.</param>
internal sealed record TimingRow(
    string Contender,
    int Threads,
    int Rounds,
    double CpuNanosecondsPerOperation,
    double NanosecondsPerOperation,
    double Minimum,
    double Maximum,
    double BytesPerOperation,
    double RatioToFirst);
