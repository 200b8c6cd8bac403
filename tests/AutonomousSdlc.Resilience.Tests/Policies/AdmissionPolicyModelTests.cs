using AutonomousSdlc.Resilience.Internal.Policies;
using FsCheck;
using FsCheck.Fluent;

namespace AutonomousSdlc.Resilience.Tests.Policies;

/// <summary>Drives the state machine with random schedules and compares it with what must hold in every state.</summary>
public sealed class AdmissionPolicyModelTests
{
    private static readonly BreakerSettings Settings = new()
    {
        ConsecutiveFailures = 3,
        Pause = 100,
        MaximumPause = 800,
        PauseJitterRatio = 0.25,
        Probes = 2,
        ProbeLease = 50,
    };

    [Fact]
    public void Every_random_schedule_keeps_the_invariants() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Run(seed, steps: 400)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_dependency_that_works_again_is_never_locked_out() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), RecoversAfterChaos).QuickCheckThrowOnFailure();

    private static bool Run(int seed, int steps)
    {
        var random = new Random(seed);
        var policy = new AdmissionPolicy(new ConsecutiveFailuresTest(), now: 0);
        var jitter = new SplitMixRandom((ulong)seed);
        var permits = new List<(Permit Permit, long At)>();
        var now = 0L;
        for (var step = 0; step < steps; step++)
        {
            now += random.Next(30);
            var before = policy.State;
            var epoch = policy.Epoch;
            switch (random.Next(10))
            {
                case < 5:
                    var decision = policy.TryAdmit(now, Settings, jitter);
                    if (decision.IsAdmitted)
                    {
                        permits.Add((decision.Permit, now));
                    }

                    CheckDecision(decision, policy, before, now);
                    break;
                case < 9 when permits.Count > 0:
                    var index = random.Next(permits.Count);
                    var (permit, at) = permits[index];
                    permits.RemoveAt(index);
                    var evidence = (Evidence)random.Next(3);
                    var level = policy.Level.Value;
                    var transition = policy.Report(permit, evidence, retryAfter: 0, now, Settings, jitter);
                    if (permit.Epoch != epoch || evidence == Evidence.None)
                    {
                        transition.Happened.ShouldBeFalse($"seed {seed}: a stale or empty result changed the state");
                        policy.Level.Value.ShouldBe(level, $"seed {seed}");
                    }

                    break;
                case 9 when random.Next(20) == 0:
                    policy.Isolate(now);
                    policy.TryAdmit(now, Settings, jitter).Reason.ShouldBe(RejectionReason.Isolated);
                    policy.Reset(now);
                    policy.State.ShouldBe(CircuitState.Closed);
                    break;
                default:
                    break;
            }

            CheckState(policy, permits, now, seed);
        }

        return true;
    }

    private static void CheckDecision(AdmissionDecision decision, AdmissionPolicy policy, CircuitState before, long now)
    {
        if (before == CircuitState.Closed)
        {
            decision.IsAdmitted.ShouldBeTrue();
            decision.Permit.Lease.ShouldBe(0);
        }

        if (decision.Reason == RejectionReason.CircuitOpen)
        {
            decision.RetryAfter.ShouldBeInRange(1, Settings.MaximumPause);
            policy.ReopensAt.ShouldBe(now + decision.RetryAfter);
        }

        if (decision.IsAdmitted && policy.State == CircuitState.HalfOpen)
        {
            decision.Permit.Lease.ShouldBeGreaterThan(0);
        }
    }

    private static void CheckState(AdmissionPolicy policy, List<(Permit Permit, long At)> permits, long now, int seed)
    {
        policy.Level.Value.ShouldBeInRange(0, AdmissionLevel.Unlimited);
        policy.Level.State.ShouldBe(policy.State, $"seed {seed}: the state is derived from the level");
        if (policy.State == CircuitState.HalfOpen)
        {
            // Leases that are valid: of this epoch, not reported, not expired. Halving may leave more than the level for a while.
            var valid = permits.Count(p => p.Permit.Epoch == policy.Epoch && now - p.At < Settings.ProbeLease);
            policy.ProbesUnderWay.ShouldBeGreaterThanOrEqualTo(valid, $"seed {seed}: a lease was lost");
            policy.ProbesUnderWay.ShouldBeLessThanOrEqualTo((int)Math.Max(policy.Level.Value * 2, Settings.Probes), $"seed {seed}: too many probes");
        }
        else
        {
            policy.ProbesUnderWay.ShouldBe(0, $"seed {seed}");
        }

        if (policy.IsQuiet)
        {
            policy.Failures.ShouldBe(0, $"seed {seed}");
        }
    }

    private static bool RecoversAfterChaos(int seed)
    {
        var random = new Random(seed);
        var policy = new AdmissionPolicy(new ConsecutiveFailuresTest(), now: 0);
        var jitter = new SplitMixRandom((ulong)seed);
        var now = 0L;
        for (var i = 0; i < 200; i++)
        {
            now += random.Next(60);
            var decision = policy.TryAdmit(now, Settings, jitter);
            if (decision.IsAdmitted && random.Next(3) > 0)
            {
                policy.Report(decision.Permit, Evidence.Failure, 0, now, Settings, jitter);
            }
        }

        // From here on everything succeeds: one pause, a hung probe's lease and fifteen calls at the most.
        now += Settings.MaximumPause + Settings.ProbeLease;
        for (var i = 0; i < 40 && policy.State != CircuitState.Closed; i++)
        {
            var decision = policy.TryAdmit(now, Settings, jitter);
            if (decision.IsAdmitted)
            {
                policy.Report(decision.Permit, Evidence.Success, 0, now, Settings, jitter);
            }
            else
            {
                now += decision.RetryAfter;
            }
        }

        return policy.State == CircuitState.Closed;
    }
}
