using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Testing.Tests;

public sealed class RecorderTests
{
    [Fact]
    public void Measurements_are_filtered_by_meter_instrument_and_tags()
    {
        using var meter = new Meter("recorder-tests");
        using var other = new Meter("recorder-tests-other");
        using var recorder = new MetricRecorder("recorder-tests");
        var counter = meter.CreateCounter<long>("things");
        var ignored = other.CreateCounter<long>("things");
        meter.CreateObservableGauge("level", () => new Measurement<double>(4.5, new KeyValuePair<string, object?>("name", "a")));

        counter.Add(2, new KeyValuePair<string, object?>("kind", "x"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "y"));
        ignored.Add(100);
        recorder.Collect();

        recorder.Sum("things").ShouldBe(5);
        recorder.Sum("things", ("kind", "x")).ShouldBe(2);
        recorder.Last("level", ("name", "a")).ShouldBe(4.5);
        recorder.Last("level", ("name", "b")).ShouldBeNull();
        recorder.Instruments.ShouldBe(["things", "level"], ignoreOrder: true);
    }

    [Fact]
    public void Meters_of_another_scope_are_left_out()
    {
        var scope = new object();
        using var mine = new Meter(new MeterOptions("scoped-tests") { Scope = scope });
        using var theirs = new Meter(new MeterOptions("scoped-tests") { Scope = new object() });
        using var recorder = new MetricRecorder("scoped-tests", scope);

        mine.CreateCounter<int>("n").Add(1);
        theirs.CreateCounter<int>("n").Add(10);

        recorder.Sum("n").ShouldBe(1);
    }

    [Fact]
    public void Log_entries_keep_event_level_and_sentence()
    {
        using var logs = new LogRecorder();
        var logger = logs.CreateLogger("category");

        logger.Log(LogLevel.Warning, new EventId(7, "Seven"), "state", null, (s, _) => $"said {s}");

        var entry = logs.WithEvent(7).ShouldHaveSingleItem();
        entry.ShouldBe(new RecordedLog("category", LogLevel.Warning, new EventId(7, "Seven"), "said state", null));
        logger.IsEnabled(LogLevel.Trace).ShouldBeTrue();
        Should.Throw<NotSupportedException>(() => logs.AddProvider(logs));
    }
}
