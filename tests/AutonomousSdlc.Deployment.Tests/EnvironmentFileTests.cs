using AutonomousSdlc.Deployment.Tests.Fixtures;

namespace AutonomousSdlc.Deployment.Tests;

public sealed class EnvironmentFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_key_is_read()
    {
        var environment = Load("""
            version: 1
            environment: production
            service: shop
            replicas: 3
            health: { path: /ready, interval: 500ms, timeout: 1.5s, healthy_after: 4, unhealthy_after: 5 }
            strategy:
              kind: blue-green
              bake: 5m
              interval: 2s
              error_ratio_limit: 2%
              minimum_requests: 100
              false_abort_rate: 0.001
              on_insufficient_evidence: promote
            drain: { deadline: 1h, stop_grace: 0s }
            deadlines: { gates: 1m, start: 2m, validate: 3m, switch: 4s, stop: 5s, roll_back: 6s }
            """);

        (environment.Name, environment.Service, environment.Replicas).ShouldBe(("production", "shop", 3));
        environment.Health.Path.ShouldBe("/ready");
        environment.Health.Interval.ShouldBe(TimeSpan.FromMilliseconds(500));
        environment.Health.Timeout.ShouldBe(TimeSpan.FromMilliseconds(1500));
        (environment.Health.HealthyAfter, environment.Health.UnhealthyAfter).ShouldBe((4, 5));
        environment.Strategy.Bake.ShouldBe(TimeSpan.FromMinutes(5));
        environment.Strategy.Interval.ShouldBe(TimeSpan.FromSeconds(2));
        (environment.Strategy.ErrorRatioLimit, environment.Strategy.MinimumRequests, environment.Strategy.FalseAbortRate).ShouldBe((0.02, 100, 0.001));
        environment.Strategy.OnInsufficientEvidence.ShouldBe(InsufficientEvidenceAction.Promote);
        (environment.Drain.Deadline, environment.Drain.StopGrace).ShouldBe((TimeSpan.FromHours(1), TimeSpan.Zero));
        var deadlines = environment.Deadlines;
        new[] { deadlines.Gates, deadlines.Start, deadlines.Validate, deadlines.Switch, deadlines.Stop, deadlines.RollBack }
            .Select(time => time.TotalSeconds).ShouldBe([60, 120, 180, 4, 5, 6]);
    }

    [Fact]
    public void What_is_not_said_has_its_default()
    {
        var environment = Load("environment: staging\nservice: shop\nstrategy:\n  on_insufficient_evidence: roll_back");

        environment.Replicas.ShouldBe(1);
        environment.Strategy.Bake.ShouldBe(new StrategySettings().Bake);
    }

    [Fact]
    public void All_faults_are_reported_at_once_with_line_and_column()
    {
        var errors = Fail("""
            environment: Production
            replicas: many
            colour: red
            health:
              path: ready
              interval: 5
              speed: 3
            strategy: fast
            drain:
              deadline: [30s]
            deadlines:
              start: 2d
              switch: 1ms
            """);

        errors.ShouldBe(
            [
                ":2:11: 'replicas' is 'many', but must be a whole number.",
                ":3:1: key 'colour' is unknown. Known here: deadlines, drain, environment, health, replicas, service, strategy, version.",
                ":6:13: 'health.interval' is '5', but must be a time such as 500ms, 30s, 5m or 1h.",
                ":7:3: key 'health.speed' is unknown. Known here: healthy_after, interval, path, timeout, unhealthy_after.",
                ":8:11: 'strategy' must be a mapping of keys to values.",
                ":10:13: 'drain.deadline' must be a single value.",
                ":12:10: 'deadlines.start' is '2d', but must be a time such as 500ms, 30s, 5m or 1h.",
                ":1:1: key 'service' is missing.",
                ":1:14: environment 'Production' must be 1 to 64 lower-case letters, digits, '-' or '_', beginning with a letter or digit.",
                ":5:9: health.path 'ready' must be a path that starts with '/'.",
                ":13:11: deadlines.switch (1 ms) must be between 100 ms and 24 h.",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void Values_that_contradict_each_other_are_both_named()
    {
        var errors = Fail("""
            environment: production
            service: shop
            health: { healthy_after: 10, interval: 10s }
            deadlines: { validate: 5s }
            strategy: { bake: 1s, interval: 2s, error_ratio_limit: 100% }
            """);

        errors.Count.ShouldBe(3);
        errors.ShouldContain(":4:24: deadlines.validate (5 s) must not be shorter than health.healthy_after (10) times health.interval (10 s). Raise the first or lower one of the others.");
        errors.ShouldContain(":5:33: strategy.interval (2 s) must not exceed strategy.bake (1 s). Lower the first or raise the second.");
        errors.ShouldContain(":5:56: strategy.error_ratio_limit (1) must be greater than 0 and less than 1.");
    }

    [Theory]
    [InlineData("strategy: { kind: canary }", "strategy.kind 'canary' must be 'blue-green'")]
    [InlineData("strategy: { error_ratio_limit: much }", "must be a ratio such as 0.05 or 5%")]
    [InlineData("strategy: { on_insufficient_evidence: ask }", "must be roll_back or promote")]
    [InlineData("version: 2", "must be 1, the only version of the format")]
    [InlineData("replicas: 1001", "replicas (1001) must be between 1 and 1000")]
    [InlineData("replicas: -1", "must be a whole number")]
    [InlineData("drain: { deadline: 99999999999h }", "must be a time")]
    [InlineData("replicas: 1\nreplicas: 2", "uplicate key")]
    [InlineData("health: { path: [", ":4:1: ")]
    [InlineData("? [a, b]\n: c", "key '' is unknown")]
    public void Each_fault_has_its_message(string line, string expected) =>
        Fail("environment: production\nservice: shop\n" + line).ShouldHaveSingleItem().ShouldContain(expected);

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b")]
    [InlineData("environment: a\n---\nenvironment: b")]
    public void A_file_must_hold_one_mapping(string text) => Fail(text)[0].ShouldContain("one mapping");

    [Fact]
    public void A_file_that_is_missing_or_too_large_is_refused()
    {
        var missing = Path.Combine(_directory.Path, "missing.yaml");
        Should.Throw<DeploymentConfigurationException>(() => DeploymentEnvironmentFile.Load(missing)).Message.ShouldContain("cannot be read");
        Fail(new string('#', 300_000)).ShouldHaveSingleItem().ShouldContain("at most 262144");
    }

    private DeploymentEnvironment Load(string text)
    {
        var path = Path.Combine(_directory.Path, "environment.yaml");
        File.WriteAllText(path, text);
        return DeploymentEnvironmentFile.Load(path);
    }

    private IReadOnlyList<string> Fail(string text)
    {
        var exception = Should.Throw<DeploymentConfigurationException>(() => Load(text));
        var path = Path.Combine(_directory.Path, "environment.yaml");
        exception.Errors.ShouldAllBe(error => error.StartsWith(path + ":"));
        return [.. exception.Errors.Select(error => error[path.Length..])];
    }
}
