using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Tests.Policies;

public sealed class TimerWheelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_expires_early_and_nothing_later_than_two_seconds(int seed)
    {
        var random = new Random(seed);
        var now = 1_000_003L;
        var wheel = new TimerWheel(now);
        var due = new Dictionary<int, long>();
        for (var i = 0; i < 20_000; i++)
        {
            switch (random.Next(4))
            {
                case 0:
                    now += 1L << random.Next(31);
                    break;
                case 1:
                    var cancelled = random.Next(500);
                    wheel.Cancel(cancelled);
                    due.Remove(cancelled);
                    break;
                default:
                    var node = random.Next(500);
                    due[node] = now + random.NextInt64(1L << random.Next(1, 36));
                    wheel.Schedule(node, due[node]);
                    break;
            }

            wheel.Advance(now);
            while (wheel.TakeExpired() is var expired and >= 0)
            {
                due[expired].ShouldBeLessThanOrEqualTo(now, $"seed {seed}");
                due.Remove(expired);
            }

            wheel.Count.ShouldBe(due.Count);
            if (due.Count > 0)
            {
                var first = due.Values.Min();
                first.ShouldBeGreaterThan(now - 2048, $"seed {seed}");
                wheel.Next.ShouldBeLessThanOrEqualTo(first + 1024, $"seed {seed}");
            }
            else
            {
                wheel.Next.ShouldBeGreaterThan(now);
            }
        }
    }

    [Fact]
    public void Waking_when_it_asks_is_enough_and_rare()
    {
        var wheel = new TimerWheel(0);
        wheel.Schedule(0, (long)TimeSpan.FromDays(300).TotalMilliseconds);
        var wakes = 0;
        var expired = -1;
        while (expired < 0)
        {
            wheel.Advance(wheel.Next);
            expired = wheel.TakeExpired();
            wakes++;
        }

        expired.ShouldBe(0);
        wakes.ShouldBeLessThan(20);
        wheel.Next.ShouldBe(TimerWheel.Never);
    }

    [Fact]
    public void A_node_that_is_due_already_expires_at_once()
    {
        var wheel = new TimerWheel(5000);
        wheel.Schedule(3, 4000);
        wheel.Next.ShouldBe(5000);

        wheel.Advance(5000);

        wheel.TakeExpired().ShouldBe(3);
        wheel.TakeExpired().ShouldBe(-1);
        wheel.Next.ShouldBe(TimerWheel.Never);
    }
}
