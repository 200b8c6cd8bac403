using AutonomousSdlc.Simulation.Caching.Internal;

namespace AutonomousSdlc.Simulation.Tests.Caching;

public sealed class NextUseHeapTests
{
    [Fact]
    public void Agrees_with_a_dictionary_under_random_operations()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var heap = new NextUseHeap(keys: 40, capacity: 16);
            var model = new Dictionary<int, int>();
            for (var step = 0; step < 2000; step++)
            {
                var key = random.Next(40);
                if (model.TryGetValue(key, out var nextUse))
                {
                    if (random.Next(2) == 0)
                    {
                        heap.Remove(key);
                        model.Remove(key);
                    }
                    else
                    {
                        model[key] = nextUse + random.Next(100);
                        heap.Postpone(key, model[key]);
                    }
                }
                else if (model.Count < 16)
                {
                    model[key] = random.Next(1000);
                    heap.Add(key, model[key]);
                }
                else
                {
                    var latest = model.Values.Max();
                    var inserted = random.Next(1000);
                    heap.ReplaceLatest(key, inserted);
                    model.Remove(model.Keys.First(candidate => model[candidate] == latest && !heap.Contains(candidate)));
                    model[key] = inserted;
                }

                heap.Count.ShouldBe(model.Count, $"seed {seed}, step {step}");
                Enumerable.Range(0, 40).Where(heap.Contains).ShouldBe(model.Keys.Order(), $"seed {seed}, step {step}");
                if (model.Count > 0)
                {
                    heap.Latest.ShouldBe(model.Values.Max(), $"seed {seed}, step {step}");
                }
            }
        }
    }
}
