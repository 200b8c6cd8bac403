using AutonomousSdlc.Evaluation.Studies;

namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>The rows of timing studies under the field names of the contract.</summary>
internal static class TimingReport
{
    public static StudyReport Create() => new(
        "workload",
        "contender",
        "threads",
        "rounds",
        "cpuNanosecondsPerOperation",
        "nanosecondsPerOperation",
        "minimum",
        "maximum",
        "bytesPerOperation",
        "ratioToFirst");

    public static void Add(StudyReport report, string workload, TimingRow row) => report.Add(
        workload,
        row.Contender,
        row.Threads,
        row.Rounds,
        row.CpuNanosecondsPerOperation,
        row.NanosecondsPerOperation,
        row.Minimum,
        row.Maximum,
        row.BytesPerOperation,
        row.RatioToFirst);
}
