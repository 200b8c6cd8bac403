using AutonomousSdlc.Caching.Internal.Policies;

namespace AutonomousSdlc.Caching.Tests.Policies;

public sealed class PairedEvidenceTests
{
    [Fact]
    public void Only_requests_on_which_two_arms_disagree_count()
    {
        var evidence = new PairedEvidence(3);
        evidence.Count(0b111, current: 0);
        evidence.Count(0b000, current: 0);
        evidence.Count(0b010, current: 0);
        evidence.Count(0b001, current: 0);

        (evidence.Gained(0), evidence.Lost(0)).ShouldBe((0, 0));
        (evidence.Gained(1), evidence.Lost(1)).ShouldBe((1, 1));
        (evidence.Gained(2), evidence.Lost(2)).ShouldBe((0, 1));
    }

    [Fact]
    public void Few_or_noisy_differences_prove_nothing()
    {
        var evidence = new PairedEvidence(2);
        Count(evidence, 0b10, 15);
        evidence.Better().ShouldBe(-1, "15 are too few");
        Count(evidence, 0b10, 10_000);
        Count(evidence, 0b01, 9_900);
        evidence.Better().ShouldBe(-1, "115 of 19 915 are noise");

        evidence.Clear();
        Count(evidence, 0b10, 16);
        evidence.Better().ShouldBe(1);
    }

    [Fact]
    public void The_best_of_several_better_arms_wins_and_evidence_fades()
    {
        var evidence = new PairedEvidence(3);
        Count(evidence, 0b010, 40);
        Count(evidence, 0b110, 10);
        evidence.Better().ShouldBe(1);

        for (var i = 0; i < 100; i++)
        {
            evidence.Fade();
        }

        evidence.Better().ShouldBe(-1);
    }

    private static void Count(PairedEvidence evidence, uint hits, int times)
    {
        for (var i = 0; i < times; i++)
        {
            evidence.Count(hits, current: 0);
        }
    }
}
