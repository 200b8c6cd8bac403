using AutonomousSdlc.Deployment.Internal.Journal;
using AutonomousSdlc.Deployment.Tests.Fixtures;

namespace AutonomousSdlc.Deployment.Tests;

/// <summary>
/// Cuts the power at every record of every kind of deployment - before it is written, after, and within it - and lets a new
/// orchestrator recover: the world must end as exactly the old or exactly the new version, and no request may have found
/// nobody on the way.
/// </summary>
public sealed class CrashMatrixTests
{
    public enum Cut
    {
        Before,
        After,
        Within,
    }

    private static readonly Cut[] Cuts = Enum.GetValues<Cut>();

    [Fact]
    public async Task A_good_upgrade_ends_as_old_or_new_wherever_the_power_is_cut()
    {
        var outcomes = await RunMatrixAsync(isFirst: false, isBad: false);

        outcomes.ShouldContain("1.0.0");
        outcomes.ShouldContain("2.0.0");
    }

    [Fact]
    public async Task A_bad_upgrade_ends_as_old_wherever_the_power_is_cut()
    {
        var outcomes = await RunMatrixAsync(isFirst: false, isBad: true);

        outcomes.ShouldAllBe(version => version == "1.0.0");
    }

    [Fact]
    public async Task A_first_deployment_ends_as_new_or_nothing_wherever_the_power_is_cut()
    {
        var outcomes = await RunMatrixAsync(isFirst: true, isBad: false);

        outcomes.ShouldContain((string?)null);
        outcomes.ShouldContain("2.0.0");
    }

    [Fact]
    public async Task A_second_power_cut_during_recovery_changes_nothing_about_that()
    {
        foreach (var isBad in new[] { false, true })
        {
            var count = await CountRecordsAsync(isFirst: false, isBad);
            for (var record = 2; record <= count; record++)
            {
                for (var second = 1; ; second++)
                {
                    using var stage = await PrepareAsync(isFirst: false, isBad);
                    await CutAsync(stage, record, record % 2 == 0 ? Cut.After : Cut.Before);
                    var point = new PowerCutPoint(second, second % 2 == 0);
                    var wasCut = await IsCutAsync(() => stage.RecoverAsync(point));
                    await stage.RecoverAsync();
                    await VerifyAsync(stage, $"bad {isBad}, record {record}, second cut at {second}");
                    if (!wasCut)
                    {
                        break;
                    }
                }
            }
        }
    }

    [Fact]
    public async Task The_next_deployment_recovers_first()
    {
        using var stage = await PrepareAsync(isFirst: false, isBad: false);
        var count = await CountRecordsAsync(isFirst: false, isBad: false);
        await CutAsync(stage, count - 3, Cut.After);

        var next = await stage.DeployAsync("3.0.0");

        next.Status.ShouldBe(DeploymentStatus.Succeeded);
        next.PreviousVersion.ShouldBe("2.0.0");
        await stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task A_router_that_somebody_else_moved_since_is_left_alone()
    {
        using var stage = await PrepareAsync(isFirst: false, isBad: false);
        await CutAsync(stage, 7, Cut.After);
        await stage.InnerRouter.SetWeightsAsync(new TrafficChange
        {
            Epoch = 100,
            Generation = 1,
            Weights = new Dictionary<string, int> { [Slots.Blue] = 100, [Slots.Green] = 0 },
        });

        var result = await stage.RecoverAsync();

        result!.Status.ShouldBe(DeploymentStatus.Held);
        result.Reasons[0].ShouldContain("another orchestrator moved the traffic");
        (await stage.ServingVersionAsync()).ShouldBe("1.0.0");
    }

    [Fact]
    public async Task A_router_that_forgot_everything_gets_the_old_version_back()
    {
        using var stage = await PrepareAsync(isFirst: false, isBad: false);
        await CutAsync(stage, 7, Cut.After);
        var fresh = new InMemoryTrafficRouter(stage.Time);
        stage.Composition.Router = (_, _) => fresh;

        var result = await stage.RecoverAsync();

        result!.Status.ShouldBe(DeploymentStatus.RolledBack);
        (await fresh.ObserveAsync()).WeightOf(Slots.Blue).ShouldBe(100);
    }

    [Fact]
    public async Task A_router_that_does_not_answer_leaves_the_deployment_for_the_next_recovery()
    {
        using var stage = await PrepareAsync(isFirst: false, isBad: false);
        await CutAsync(stage, 7, Cut.After);
        stage.Router.BeforeLook = () => throw new IOException("The control socket is gone.");

        var exception = await Should.ThrowAsync<DeploymentException>(() => stage.RecoverAsync());
        exception.Message.ShouldContain("The control socket is gone.");

        stage.Router.BeforeLook = null;
        (await stage.RecoverAsync())!.Status.ShouldBe(DeploymentStatus.Succeeded);
        await stage.ShouldBeSettledAsync();
    }

    [Fact]
    public async Task When_everything_died_with_the_orchestrator_a_person_is_told_and_the_next_deployment_works()
    {
        using var stage = await PrepareAsync(isFirst: false, isBad: false);
        await CutAsync(stage, 7, Cut.After);
        stage.Target.Crash(Slots.Blue);
        stage.Target.Crash(Slots.Green);

        (await stage.RecoverAsync())!.Status.ShouldBe(DeploymentStatus.Held);
        (await stage.RecoverAsync()).ShouldBeNull();
    }

    private static async Task<List<string?>> RunMatrixAsync(bool isFirst, bool isBad)
    {
        var outcomes = new List<string?>();
        var count = await CountRecordsAsync(isFirst, isBad);
        count.ShouldBeGreaterThan(6);
        foreach (var cut in Cuts)
        {
            for (var record = 1; record <= count; record++)
            {
                using var stage = await PrepareAsync(isFirst, isBad);
                await CutAsync(stage, record, cut);

                var result = await stage.RecoverAsync();

                outcomes.Add(await VerifyAsync(stage, $"cut {cut} record {record}"));
                if (result is not null)
                {
                    result.Status.ShouldNotBe(DeploymentStatus.Held);
                    result.IsSuccess.ShouldBe(outcomes[^1] == "2.0.0", $"cut {cut} record {record}: {result.Status}, serving {outcomes[^1]}");
                }
            }
        }

        return outcomes;
    }

    private static async Task<Stage> PrepareAsync(bool isFirst, bool isBad)
    {
        var stage = new Stage();
        stage.Environment.Strategy.Bake = TimeSpan.FromSeconds(3);
        if (!isFirst)
        {
            (await stage.DeployAsync("1.0.0")).IsSuccess.ShouldBeTrue();
        }

        if (isBad)
        {
            stage.FailsEvery["2.0.0"] = 2;
        }

        return stage;
    }

    private static async Task<int> CountRecordsAsync(bool isFirst, bool isBad)
    {
        using var stage = await PrepareAsync(isFirst, isBad);
        var before = isFirst ? 0 : stage.Records().Count;
        await stage.DeployAsync("2.0.0");
        return stage.Records().Count - before;
    }

    private static async Task CutAsync(Stage stage, int record, Cut cut)
    {
        (await IsCutAsync(() => stage.DeployAsync("2.0.0", new PowerCutPoint(record, cut != Cut.Before)))).ShouldBeTrue();
        if (cut == Cut.Within)
        {
            using var file = new FileStream(stage.JournalPath, FileMode.Open);
            file.SetLength(file.Length - 9);
        }
    }

    private static async Task<bool> IsCutAsync<T>(Func<Task<T>> act)
    {
        try
        {
            await act();
            return false;
        }
        catch (PowerCutException)
        {
            return true;
        }
    }

    private static async Task<string?> VerifyAsync(Stage stage, string where)
    {
        await stage.ShouldBeSettledAsync();
        JournalHistory.Unfinished(stage.Records()).ShouldBeNull(where);
        var serving = await stage.ServingVersionAsync();
        serving.ShouldBeOneOf("1.0.0", "2.0.0", null);
        return serving;
    }
}
