using AutonomousSdlc.Evaluation.Timing;
using TimedLoop = AutonomousSdlc.Evaluation.Timing.Contender;

namespace AutonomousSdlc.Simulation.Tests.Timing;

public sealed class InterleavedTimingTests
{
    private readonly SimulatedMeter _meter = new();

    [Fact]
    public void Rows_tell_what_an_operation_costs_and_how_it_compares_with_the_first_contender()
    {
        var rows = Run(new TimingSettings(9, 0.001, 1), Contender("slow", 400, 1600, 24), Contender("fast", 100, 300, 0));

        rows[0].ShouldBe(new TimingRow("slow", 1, 9, 400, 1600, 400, 400, 24, 1));
        rows[1].ShouldBe(new TimingRow("fast", 1, 9, 100, 300, 100, 100, 0, 0.25));
    }

    [Fact]
    public void Operations_of_all_threads_count()
    {
        var workers = 0;
        var contender = new Contender("two", thread =>
        {
            thread.ShouldBe(workers++);
            return operations => _meter.Use(operations * 200L, operations * 100L, operations * 8L);
        });

        var row = Run(new TimingSettings(3, 0.001, 2), contender)[0];

        workers.ShouldBe(2);
        row.ShouldBe(new TimingRow("two", 2, 3, 200, 100, 200, 200, 8, 1));
    }

    [Fact]
    public void Every_slice_uses_the_same_CPU_time_whatever_an_operation_costs()
    {
        var slices = new List<(string Name, long Operations)>();

        Run(new TimingSettings(4, 0.01, 1), Recorded("a", 1000, slices), Recorded("b", 5000, slices));

        slices.TakeLast(8).ShouldBe([("a", 10_000), ("b", 2000), ("b", 2000), ("a", 10_000), ("a", 10_000), ("b", 2000), ("b", 2000), ("a", 10_000)]);
    }

    [Fact]
    public void A_disturbed_round_moves_neither_the_median_nor_the_ratio()
    {
        var round = 0;
        var disturbed = new Contender("disturbed", operations => _meter.Use(operations * (++round % 5 == 0 ? 100_000L : 100L), operations * 100L, 0));

        var rows = Run(new TimingSettings(9, 0.001, 1), Contender("steady", 200, 200, 0), disturbed);

        rows[1].CpuNanosecondsPerOperation.ShouldBe(100);
        rows[1].RatioToFirst.ShouldBe(0.5);
        rows[1].Maximum.ShouldBe(100_000);
    }

    [Fact]
    public void The_first_round_is_discarded()
    {
        var slices = 0;
        var warming = new Contender("warming", operations =>
        {
            // Calibration reaches 16 384 operations in eleven trials; the round after it is the discarded one.
            var cost = ++slices <= 12 ? 1000L : 100L;
            _meter.Use(operations * cost, operations * cost, 0);
        });

        Run(new TimingSettings(3, 0.01, 1), warming)[0].Maximum.ShouldBe(100);
    }

    [Fact]
    public void Something_that_waits_instead_of_working_does_not_calibrate_for_ever()
    {
        var row = Run(new TimingSettings(3, 0.01, 1), Contender("idle", 0, 10_000, 0))[0];

        row.CpuNanosecondsPerOperation.ShouldBe(0);
        row.NanosecondsPerOperation.ShouldBe(10_000);
        row.RatioToFirst.ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_failure_in_any_thread_reaches_the_caller(int threads)
    {
        var failing = new Contender("failing", thread => thread == threads - 1 ? _ => throw new InvalidOperationException("broken") : _ => { });

        Should.Throw<InvalidOperationException>(() => Run(new TimingSettings(1, 0.001, threads), failing))
            .GetBaseException().Message.ShouldBe("broken");
    }

    [Fact]
    public void A_loop_that_awaits_is_waited_for_and_its_failure_reported()
    {
        var awaiting = TimedLoop.Asynchronous("awaiting", async operations =>
        {
            await Task.Yield();
            _meter.Use(operations * 300L, operations * 300L, 0);
        });
        var failing = TimedLoop.Asynchronous("failing", async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        });

        Run(new TimingSettings(3, 0.001, 1), awaiting)[0].CpuNanosecondsPerOperation.ShouldBe(300);
        Should.Throw<InvalidOperationException>(() => Run(new TimingSettings(1, 0.001, 1), failing)).Message.ShouldBe("broken");
    }

    [Fact]
    public void Cancelling_stops_between_slices()
    {
        using var cancelled = new CancellationTokenSource();
        var cancelling = new Contender("cancelling", operations =>
        {
            cancelled.Cancel();
            _meter.Use(operations * 100L, operations * 100L, 0);
        });

        Should.Throw<OperationCanceledException>(() => InterleavedTiming.RunInterleaved([cancelling], new TimingSettings(1, 1, 1), _meter, cancelled.Token));
    }

    [Fact]
    public void The_process_meter_tells_CPU_time_elapsed_time_and_allocation()
    {
        var meter = new ProcessUsageMeter();
        var before = meter.Read();
        var kept = new byte[100_000];
        Usage used;
        do
        {
            used = meter.Read() - before;
        }
        while (used.Cpu == TimeSpan.Zero && used.Elapsed < TimeSpan.FromSeconds(10));

        used.Cpu.ShouldBeGreaterThan(TimeSpan.Zero);
        used.Elapsed.ShouldBeGreaterThan(TimeSpan.Zero);
        used.AllocatedBytes.ShouldBeGreaterThanOrEqualTo(kept.Length);
    }

    [Fact]
    public void The_median_is_the_middle_or_the_mean_of_two()
    {
        TimingStatistics.Median([3, 1, 2]).ShouldBe(2);
        TimingStatistics.Median([4, 1, 3, 2]).ShouldBe(2.5);
        TimingStatistics.Median([]).ShouldBe(double.NaN);
    }

    private IReadOnlyList<TimingRow> Run(TimingSettings settings, params Contender[] contenders) =>
        InterleavedTiming.RunInterleaved(contenders, settings, _meter, CancellationToken.None);

    private Contender Contender(string name, long cpu, long elapsed, long bytes) =>
        new(name, operations => _meter.Use(operations * cpu, operations * elapsed, operations * bytes));

    private Contender Recorded(string name, long cpu, List<(string Name, long Operations)> slices) =>
        new(name, operations =>
        {
            slices.Add((name, operations));
            _meter.Use(operations * cpu, operations * cpu, 0);
        });
}
