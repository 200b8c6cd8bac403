using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Tests.Policies;

public sealed class NodeListsTests
{
    [Fact]
    public void Random_operations_match_plain_lists()
    {
        const int seed = 20;
        var random = new Random(seed);
        var lists = new NodeLists(3);
        List<int>[] model = [[], [], []];
        for (var i = 0; i < 20_000; i++)
        {
            var node = random.Next(64);
            var list = random.Next(3);
            var holder = Array.FindIndex(model, nodes => nodes.Contains(node));
            if (holder < 0)
            {
                lists.ListOf(node).ShouldBe(NodeLists.None);
                lists.Add(list, node);
                model[list].Add(node);
            }
            else if (random.Next(2) == 0)
            {
                lists.Remove(node);
                model[holder].Remove(node);
            }
            else
            {
                lists.Move(list, node);
                model[holder].Remove(node);
                model[list].Add(node);
            }

            for (var l = 0; l < 3; l++)
            {
                lists.Count(l).ShouldBe(model[l].Count);
                lists.Oldest(l).ShouldBe(model[l].FirstOrDefault(-1));
                lists.Newest(l).ShouldBe(model[l].LastOrDefault(-1));
                Walk(lists, l).ShouldBe(model[l]);
            }
        }
    }

    [Fact]
    public void Numbers_never_seen_are_in_no_list()
    {
        var lists = new NodeLists(1);
        lists.ListOf(-1).ShouldBe(NodeLists.None);
        lists.ListOf(1000).ShouldBe(NodeLists.None);
        lists.Nodes.ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => new NodeLists(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new NodeLists(255));
    }

    private static List<int> Walk(NodeLists lists, int list)
    {
        var nodes = new List<int>();
        for (var node = lists.Oldest(list); node >= 0; node = lists.Newer(node))
        {
            nodes.Add(node);
        }

        return nodes;
    }
}
