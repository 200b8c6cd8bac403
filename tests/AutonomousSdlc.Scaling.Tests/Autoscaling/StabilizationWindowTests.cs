using AutonomousSdlc.Scaling.Internal.Policies;

namespace AutonomousSdlc.Scaling.Tests.Autoscaling;

public sealed class StabilizationWindowTests
{
    [Fact]
    public void Agrees_with_a_list_that_is_searched()
    {
        const int Seed = 7141;
        var random = new Random(Seed);
        var window = TimeSpan.FromSeconds(30);
        var fast = new StabilizationWindow();
        var all = new List<(TimeSpan At, int Value)>();
        var now = TimeSpan.Zero;
        for (var i = 0; i < 5000; i++)
        {
            now += TimeSpan.FromSeconds(random.Next(0, 12));
            if (random.Next(3) > 0)
            {
                var value = random.Next(0, 20);
                fast.Add(now, value);
                all.Add((now, value));
            }

            int? expected = all.Where(entry => entry.At >= now - window).Select(entry => (int?)entry.Value).Max();
            fast.Maximum(now, window).ShouldBe(expected, $"seed {Seed}, step {i}");
        }
    }

    [Fact]
    public void Is_empty_after_clearing()
    {
        var window = new StabilizationWindow();
        window.Add(TimeSpan.Zero, 5);
        window.Clear();

        window.Maximum(TimeSpan.Zero, TimeSpan.FromHours(1)).ShouldBeNull();
    }
}
