using AutonomousSdlc.Deployment.Internal.Policies;

namespace AutonomousSdlc.Deployment.Tests.Policies;

public sealed class RecoveryPolicyTests
{
    private static readonly bool[] Both = [false, true];

    [Fact]
    public void Never_takes_traffic_to_a_version_that_does_not_serve_and_never_stops_one_that_has_it()
    {
        var cases = 0;
        foreach (var (facts, world) in AllCases())
        {
            cases++;
            var (action, reason) = RecoveryPolicy.Decide(facts, world);
            var where = $"{facts} {world}: {action}, {reason}";
            reason.ShouldNotBeEmpty();
            switch (action)
            {
                case RecoveryAction.RollBack:
                    (facts.HasPreviousSlot && world.OldServes).ShouldBeTrue(where);
                    break;
                case RecoveryAction.FinishForward or RecoveryAction.ResumeBake:
                    world.NewServes.ShouldBeTrue(where);
                    facts.RollBackBegun.ShouldBeFalse(where);
                    break;
                case RecoveryAction.CleanUp:
                    world.NewWeight.ShouldBe(0, where);
                    break;
                default:
                    (world.RouterEpoch > facts.LastEpoch || !world.OldServes || !facts.HasPreviousSlot).ShouldBeTrue(where);
                    break;
            }
        }

        cases.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void An_accepted_version_that_serves_is_always_finished()
    {
        foreach (var (facts, world) in AllCases().Where(one => one.Facts is { IsPromoted: true, RollBackBegun: false } && one.World is { NewServes: true, RouterEpoch: 5 }))
        {
            RecoveryPolicy.Decide(facts, world).Action.ShouldBe(RecoveryAction.FinishForward);
        }
    }

    private static IEnumerable<(RecoveryFacts Facts, RecoveryWorld World)> AllCases() =>
        from hasPrevious in Both
        from hasBake in Both
        from intended in Both
        from promoted in Both
        from begun in Both
        from epoch in new long[] { 5, 6 }
        from newWeight in new[] { 0, 100 }
        from oldWeight in hasPrevious ? new[] { 0, 100 } : [0]
        from newServes in Both
        from oldServes in hasPrevious ? Both : [false]
        select (
            new RecoveryFacts
            {
                HasPreviousSlot = hasPrevious,
                HasBake = hasBake,
                SwitchIntended = intended,
                IsPromoted = promoted,
                RollBackBegun = begun,
                LastEpoch = 5,
            },
            new RecoveryWorld(epoch, newWeight, oldWeight, newServes, oldServes));
}
