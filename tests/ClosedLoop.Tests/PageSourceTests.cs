using AutonomousSdlc.Simulation.Traces;
using ClosedLoop.Demand;

namespace ClosedLoop.Tests;

public sealed class PageSourceTests
{
    private const int Length = 4 * PageSource.ItemsPerPage;

    private readonly PageSource _pages = new(Trace());

    [Fact]
    public void The_first_loop_is_the_trace_itself()
    {
        var items = Enumerable.Range(0, 4).SelectMany(page => _pages.Items(page)).ToList();

        items.ShouldBe(Enumerable.Range(0, Length).Select(key => (ulong)key));
    }

    [Fact]
    public void Every_loop_replaces_an_eighth_of_the_items()
    {
        for (var loop = 0; loop < 20; loop++)
        {
            var before = Loop(loop);
            var after = Loop(loop + 1);

            before.Zip(after).Count(pair => pair.First != pair.Second).ShouldBe(Length / 8);
        }
    }

    [Fact]
    public void A_replaced_item_never_comes_back()
    {
        var seen = new HashSet<ulong>(Loop(0));
        var present = seen.ToHashSet();
        for (var loop = 1; loop < 40; loop++)
        {
            var items = Loop(loop).ToHashSet();
            items.Except(present).ShouldAllBe(item => seen.Add(item));
            present = items;
        }
    }

    private static DenseTrace Trace()
    {
        var builder = new DenseTraceBuilder();
        for (var key = 0; key < Length; key++)
        {
            builder.Add((ulong)key);
        }

        return builder.Build("test");
    }

    private List<ulong> Loop(int loop) => [.. Enumerable.Range(loop * 4, 4).SelectMany(page => _pages.Items(page))];
}
