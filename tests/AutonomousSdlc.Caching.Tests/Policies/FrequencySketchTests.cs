using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Tests.Policies;

public sealed class FrequencySketchTests
{
    [Fact]
    public void It_never_underestimates_and_rarely_overestimates()
    {
        var sketch = new FrequencySketch(1000);
        for (uint hash = 0; hash < 1000; hash++)
        {
            for (var i = 0; i < hash % 8; i++)
            {
                sketch.Increment(hash);
            }
        }

        var over = 0;
        for (uint hash = 0; hash < 1000; hash++)
        {
            sketch.Estimate(hash).ShouldBeGreaterThanOrEqualTo((int)(hash % 8));
            over += sketch.Estimate(hash) > hash % 8 ? 1 : 0;
        }

        over.ShouldBeLessThan(200);
    }

    [Fact]
    public void Counters_saturate()
    {
        var sketch = new FrequencySketch(1000);
        for (var i = 0; i < 100; i++)
        {
            sketch.Increment(42);
        }

        sketch.Estimate(42).ShouldBe(FrequencySketch.Maximum);
    }

    [Fact]
    public void After_ten_times_the_capacity_everything_is_halved()
    {
        var sketch = new FrequencySketch(512);
        for (var i = 0; i < 10; i++)
        {
            sketch.Increment(7);
        }

        var random = new Random(3);
        for (var i = 0; i < (512 * 10) - 10; i++)
        {
            sketch.Increment((uint)random.Next());
        }

        sketch.Estimate(7).ShouldBeInRange(5, 9);
    }

    [Fact]
    public void Growing_keeps_every_estimate()
    {
        var sketch = new FrequencySketch(64);
        for (uint hash = 0; hash < 60; hash++)
        {
            sketch.Increment(hash);
            sketch.Increment(hash);
        }

        sketch.Resize(10_000);

        sketch.TableLength.ShouldBe(16_384);
        for (uint hash = 0; hash < 60; hash++)
        {
            sketch.Estimate(hash).ShouldBeGreaterThanOrEqualTo(2);
        }
    }

    [Fact]
    public void A_huge_capacity_takes_memory_only_as_entries_come()
    {
        var sketch = new FrequencySketch(1L << 40);
        sketch.TableLength.ShouldBe(FrequencySketch.LargestInitial);

        sketch.EnsureEntries(FrequencySketch.LargestInitial);
        sketch.TableLength.ShouldBe(FrequencySketch.LargestInitial);
        sketch.EnsureEntries(FrequencySketch.LargestInitial + 1);
        sketch.TableLength.ShouldBe(FrequencySketch.LargestInitial * 2);
    }
}
