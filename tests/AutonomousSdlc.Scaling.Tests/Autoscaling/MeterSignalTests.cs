using System.Diagnostics.Metrics;
using AutonomousSdlc.Scaling.Internal.Autoscaling;
using AutonomousSdlc.Testing;

namespace AutonomousSdlc.Scaling.Tests.Autoscaling;

public sealed class MeterSignalTests : IDisposable
{
    private readonly Meter _meter = new($"test.{Guid.NewGuid():N}");
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task An_observable_gauge_gives_the_sum_over_its_tags()
    {
        var values = new List<Measurement<int>> { new(3, new KeyValuePair<string, object?>("a", 1)), new(4, new KeyValuePair<string, object?>("a", 2)) };
        _meter.CreateObservableGauge("g", () => values);
        using var reader = Open("g");

        (await ReadAsync(reader)).Value.ShouldBe(7);
        values.RemoveAt(0);
        (await ReadAsync(reader)).Value.ShouldBe(4);
        values.Clear();
        (await ReadAsync(reader)).Value.ShouldBeNull("a gauge that reports nothing is unknown, not at its last value");
    }

    [Fact]
    public async Task A_gauge_gives_its_last_value()
    {
        var gauge = _meter.CreateGauge<double>("g");
        using var reader = Open("g");

        (await ReadAsync(reader)).Value.ShouldBeNull();
        gauge.Record(5);
        gauge.Record(2.5);
        (await ReadAsync(reader)).Value.ShouldBe(2.5);
    }

    [Fact]
    public async Task An_up_down_counter_gives_its_level()
    {
        var counter = _meter.CreateUpDownCounter<long>("c");
        using var reader = Open("c");
        counter.Add(5, new KeyValuePair<string, object?>("a", 1));
        counter.Add(-2);

        (await ReadAsync(reader)).Value.ShouldBe(3);
        counter.Add(-4);
        (await ReadAsync(reader)).Value.ShouldBe(0, "work that began before the listener counts down only");
    }

    [Fact]
    public async Task An_observable_up_down_counter_gives_its_total()
    {
        var level = 12m;
        _meter.CreateObservableUpDownCounter("c", () => level);
        using var reader = Open("c");

        (await ReadAsync(reader)).Value.ShouldBe(12);
    }

    [Fact]
    public async Task A_counter_gives_its_increase_per_second()
    {
        var counter = _meter.CreateCounter<short>("c");
        counter.Add(100);
        using var reader = Open("c");
        counter.Add(10);

        (await ReadAsync(reader, seconds: 5)).Value.ShouldBe(2);
        counter.Add(30);
        (await ReadAsync(reader, seconds: 10)).Value.ShouldBe(3);
        (await ReadAsync(reader, seconds: 10)).Value.ShouldBe(0);
    }

    [Fact]
    public async Task An_observable_counter_gives_its_increase_from_the_second_read_on()
    {
        var total = 1000f;
        _meter.CreateObservableCounter("c", () => total);
        using var reader = Open("c");

        (await ReadAsync(reader)).Value.ShouldBeNull();
        total += 50;
        (await ReadAsync(reader, seconds: 10)).Value.ShouldBe(5);
        total = 20; // It began anew.
        (await ReadAsync(reader, seconds: 10)).Value.ShouldBe(2);
    }

    [Theory]
    [InlineData(MeterReading.Automatic, 0.4)]
    [InlineData(MeterReading.Rate, 0.4)]
    [InlineData(MeterReading.SumPerSecond, 1.0)]
    [InlineData(MeterReading.Mean, 2.5)]
    public async Task A_histogram_gives_what_is_asked_for(MeterReading reading, double expected)
    {
        var histogram = _meter.CreateHistogram<byte>("h");
        using var reader = Open("h", reading);
        histogram.Record(1);
        histogram.Record(2);
        histogram.Record(3);
        histogram.Record(4);

        (await ReadAsync(reader, seconds: 10)).Value.ShouldNotBeNull().ShouldBe(expected, 1e-9);
        var quiet = await ReadAsync(reader, seconds: 10);
        quiet.Value.ShouldBe(reading == MeterReading.Mean ? null : 0);
    }

    [Fact]
    public async Task An_instrument_that_does_not_exist_is_unknown_until_it_does()
    {
        using var reader = Open("late");
        var missing = await ReadAsync(reader);
        missing.Value.ShouldBeNull();
        missing.Problem.ShouldBe($"No meter \"{_meter.Name}\" has published an instrument \"late\".");

        _meter.CreateUpDownCounter<int>("late").Add(2);
        (await ReadAsync(reader)).Value.ShouldBe(2);
    }

    [Fact]
    public async Task An_instrument_that_goes_is_unknown_again()
    {
        var meter = new Meter(_meter.Name);
        meter.CreateUpDownCounter<int>("c").Add(2);
        using var reader = Open("c");
        (await ReadAsync(reader)).Value.ShouldBe(0);

        meter.Dispose();

        (await ReadAsync(reader)).Value.ShouldBeNull();
    }

    [Theory]
    [InlineData(MeterReading.Mean, "Mean")]
    [InlineData(MeterReading.Current, "Current")]
    public async Task A_reading_that_the_instrument_does_not_have_is_unknown_with_the_reason(MeterReading reading, string named)
    {
        _meter.CreateCounter<int>("c");
        using var reader = Open("c", reading);

        (await ReadAsync(reader)).Problem.ShouldBe($"Instrument \"c\" is a Counter, which has no {named}.");
    }

    [Fact]
    public async Task Is_read_at_most_once_a_second()
    {
        var calls = 0;
        _meter.CreateObservableGauge("g", () => ++calls);
        using var reader = Open("g");
        (await ReadAsync(reader, seconds: 5)).Value.ShouldBe(1);

        (await ReadAsync(reader, seconds: 0.4)).Value.ShouldBe(1);
        (await ReadAsync(reader, seconds: 0.4)).Value.ShouldBe(1);
        (await ReadAsync(reader, seconds: 0.4)).Value.ShouldBe(2);
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task Counts_every_measurement_of_concurrent_threads()
    {
        var counter = _meter.CreateUpDownCounter<double>("c");
        using var reader = Open("c");

        Parallel.For(0, 4, _ =>
        {
            for (var i = 0; i < 25_000; i++)
            {
                counter.Add(1);
            }
        });

        (await ReadAsync(reader)).Value.ShouldBe(100_000);
    }

    [Fact]
    public void Equal_descriptions_are_equal()
    {
        Signal.FromMeter("m", "i").ShouldBe(Signal.FromMeter("m", "i"));
        Signal.FromMeter("m", "i").GetHashCode().ShouldBe(Signal.FromMeter("m", "i").GetHashCode());
        Signal.FromMeter("m", "i").ShouldNotBe(Signal.FromMeter("m", "i", MeterReading.Mean));
        Signal.FromMeter("m", "i").ShouldNotBe(Signal.FromMeter("n", "i"));
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Should.Throw<ArgumentException>(() => Signal.FromMeter(" ", "i"));
        Should.Throw<ArgumentException>(() => Signal.FromMeter("m", ""));
        Should.Throw<ArgumentOutOfRangeException>(() => Signal.FromMeter("m", "i", (MeterReading)99)).Message.ShouldContain("Automatic");
        Should.Throw<ArgumentException>(() => Signal.From("", () => 1));
        Should.Throw<ArgumentNullException>(() => Signal.From("x", (Func<double?>)null!));
    }

    public void Dispose() => _meter.Dispose();

    private ISignalReader Open(string instrument, MeterReading reading = MeterReading.Automatic) =>
        Signal.FromMeter(_meter.Name, instrument, reading).Open(_time);

    private async Task<SignalReading> ReadAsync(ISignalReader reader, double seconds = 5)
    {
        _time.Advance(TimeSpan.FromSeconds(seconds));
        return await reader.ReadAsync(CancellationToken.None);
    }
}
