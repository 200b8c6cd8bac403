using AutonomousSdlc.QualityGates.Internal.Policies;

namespace AutonomousSdlc.QualityGates.Tests.Policies;

public sealed class GateScheduleTests
{
    [Fact]
    public void The_longest_chain_starts_first()
    {
        var schedule = new GateSchedule(
            [
                new GateDescriptor("alone"),
                new GateDescriptor("root") { Provides = ["a"] },
                new GateDescriptor("leaf") { Needs = ["a"] },
            ],
            limit: 1);

        Ids(schedule.Start()).ShouldBe(["root"]);
        schedule.Start().ShouldBeEmpty();
        schedule.Complete("root", passed: true, stillRunning: false).ShouldBeEmpty();
        Ids(schedule.Start()).ShouldBe(["alone"]);
    }

    [Fact]
    public void A_resource_is_used_by_one_gate_at_a_time()
    {
        var schedule = new GateSchedule(
            [
                new GateDescriptor("a") { Resources = ["obj"] },
                new GateDescriptor("b") { Resources = ["obj"] },
                new GateDescriptor("c"),
            ],
            limit: 9);

        Ids(schedule.Start()).ShouldBe(["a", "c"]);
        schedule.Complete("a", passed: false, stillRunning: false);
        Ids(schedule.Start()).ShouldBe(["b"]);
    }

    [Fact]
    public void Fallback_resources_count_only_without_a_provider()
    {
        GateDescriptor build = new("build") { Provides = ["output"], Resources = ["obj"] };
        GateDescriptor test = new("test") { Needs = ["output"], FallbackResources = ["obj"] };
        GateDescriptor other = new("other") { Resources = ["obj"] };

        var with = new GateSchedule([build, test, other], limit: 9);
        Ids(with.Start()).ShouldBe(["build"]);
        with.Complete("build", passed: true, stillRunning: false);
        Ids(with.Start()).ShouldBe(["test", "other"]);

        Ids(new GateSchedule([test, other], limit: 9).Start()).ShouldBe(["test"]);
    }

    [Fact]
    public void An_artifact_of_two_providers_needs_both()
    {
        var schedule = new GateSchedule(
            [
                new GateDescriptor("a") { Provides = ["x"] },
                new GateDescriptor("b") { Provides = ["x"] },
                new GateDescriptor("c") { Needs = ["x"] },
            ],
            limit: 9);

        schedule.Start();
        schedule.Complete("a", passed: true, stillRunning: false);
        schedule.Provided.ShouldBeEmpty();
        schedule.Start().ShouldBeEmpty();
        schedule.Complete("b", passed: true, stillRunning: false);
        schedule.Provided.ShouldBe(["x"]);
        Ids(schedule.Start()).ShouldBe(["c"]);
    }

    [Fact]
    public void What_does_not_pass_blocks_everything_behind_it()
    {
        var schedule = new GateSchedule(
            [
                new GateDescriptor("a") { Provides = ["x"] },
                new GateDescriptor("b") { Needs = ["x"], Provides = ["y"] },
                new GateDescriptor("c") { Needs = ["y"] },
            ],
            limit: 9);

        schedule.Start();

        schedule.Complete("a", passed: false, stillRunning: false).Select(blocked => (blocked.Gate.Id, blocked.BlockedBy)).ShouldBe([("b", "a"), ("c", "b")]);
        schedule.IsFinished.ShouldBeTrue();
    }

    [Fact]
    public void Any_gates_are_all_finished_without_breaking_a_rule()
    {
        for (var seed = 1; seed <= 400; seed++)
        {
            Simulate(seed);
        }
    }

    private static void Simulate(int seed)
    {
        var random = new Random(seed);
        string[] artifacts = ["p", "q", "r", "s"];
        string[] resources = ["m", "n"];
        var gates = Enumerable.Range(0, random.Next(1, 9)).Select(index => new GateDescriptor($"g{index}")
        {
            // Needs only artifacts of earlier letters than it provides, so that there is no circle.
            Needs = index == 0 ? [] : [.. artifacts[..(index % 4)].Where(_ => random.Next(2) == 0)],
            Provides = [artifacts[index % 4]],
            Resources = [.. resources.Where(_ => random.Next(3) == 0)],
            FallbackResources = [.. resources.Where(_ => random.Next(3) == 0)],
        }).ToArray();
        var limit = random.Next(1, 4);
        var schedule = new GateSchedule(gates, limit);
        var running = new List<GateDescriptor>();
        var passed = new HashSet<string>(StringComparer.Ordinal);
        var finished = new HashSet<string>(StringComparer.Ordinal);

        while (!schedule.IsFinished)
        {
            running.AddRange(schedule.Start());
            running.Count.ShouldBeInRange(1, limit, $"seed {seed}");
            running.SelectMany(gate => gate.Resources).GroupBy(resource => resource).ShouldAllBe(group => group.Count() == 1, $"seed {seed}");
            foreach (var provider in running.SelectMany(gate => gate.Needs).SelectMany(need => gates.Where(other => other.Provides.Contains(need))))
            {
                passed.ShouldContain(provider.Id, $"seed {seed}");
            }

            var ended = running[random.Next(running.Count)];
            running.Remove(ended);
            finished.Add(ended.Id).ShouldBeTrue($"seed {seed}");
            var pass = random.Next(5) > 0;
            if (pass)
            {
                passed.Add(ended.Id);
            }

            foreach (var (gate, _) in schedule.Complete(ended.Id, pass, stillRunning: false))
            {
                finished.Add(gate.Id).ShouldBeTrue($"seed {seed}");
            }
        }

        finished.Count.ShouldBe(gates.Length, $"seed {seed}");
    }

    private static IEnumerable<string> Ids(IEnumerable<GateDescriptor> gates) => gates.Select(gate => gate.Id);
}
