using AutonomousSdlc.Simulation.Caching.Internal;

namespace AutonomousSdlc.Simulation.Tests.Caching;

public sealed class KeyListsTests
{
    private const int Keys = 12;
    private const int Lists = 3;

    [Fact]
    public void Agrees_with_plain_lists_under_random_operations()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var random = new Random(seed);
            var lists = new KeyLists(Keys, Lists);
            var model = Enumerable.Range(0, Lists).Select(_ => new List<int>()).ToArray();
            for (var step = 0; step < 500; step++)
            {
                Apply(random, lists, model);
                for (var list = 0; list < Lists; list++)
                {
                    FromTheBack(lists, list).ShouldBe(model[list].AsEnumerable().Reverse(), $"seed {seed}, step {step}, list {list}");
                    lists.Count(list).ShouldBe(model[list].Count);
                }
            }
        }
    }

    [Fact]
    public void An_empty_list_has_no_back()
    {
        var lists = new KeyLists(Keys, Lists);

        lists.Back(1).ShouldBe(KeyLists.None);
        lists.ListOf(3).ShouldBe(KeyLists.None);
    }

    private static void Apply(Random random, KeyLists lists, List<int>[] model)
    {
        var key = random.Next(Keys);
        var target = random.Next(Lists);
        var current = Array.FindIndex(model, list => list.Contains(key));
        lists.ListOf(key).ShouldBe(current);
        if (current < 0)
        {
            lists.PushFront(target, key);
            model[target].Insert(0, key);
        }
        else if (random.Next(3) == 0)
        {
            lists.PopBack(current).ShouldBe(model[current][^1]);
            model[current].RemoveAt(model[current].Count - 1);
        }
        else if (random.Next(2) == 0)
        {
            lists.MoveToFront(target, key);
            model[current].Remove(key);
            model[target].Insert(0, key);
        }
        else
        {
            lists.Remove(key);
            model[current].Remove(key);
        }
    }

    private static IEnumerable<int> FromTheBack(KeyLists lists, int list)
    {
        for (var key = lists.Back(list); key != KeyLists.None; key = lists.TowardFront(key))
        {
            yield return key;
        }
    }
}
