using System.Runtime.Versioning;
using AutonomousSdlc.Deployment.Forwarder.Tests.Support;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class StateFileTests : IDisposable
{
    private readonly PrivateDirectory _directory = new();

    private string StateFile => _directory.File("traffic.json");

    [Fact]
    public async Task A_restarted_forwarder_serves_what_it_served_and_still_rejects_older_changes()
    {
        await using var backend = await Backend.SayingAsync("blue");
        await using (var first = await StartAsync())
        {
            await first.Router.SetWeightsAsync(Changes.Of(4, 2, [("blue", 100), ("green", 0)], ("blue", [backend.Address])));
        }

        await using var second = await StartAsync();

        (await second.GetTextAsync()).ShouldBe("blue");
        second.Logs.WithEvent(4503).ShouldHaveSingleItem();
        await Should.ThrowAsync<StaleTrafficChangeException>(() => second.Router.SetWeightsAsync(Changes.Of(4, 1, [("green", 100)])).AsTask());
        await second.Router.SetWeightsAsync(Changes.Of(4, 2, [("blue", 100)]));
    }

    [Fact]
    public async Task The_state_can_be_read_before_the_forwarder_listens()
    {
        await using (var first = await StartAsync())
        {
            await first.RouteAsync("blue", new Uri("http://127.0.0.1:5001/"));
        }

        await using var second = new KestrelForwarder(new ForwarderOptions { StateFile = StateFile });

        (await second.Router.ObserveAsync()).WeightOf("blue").ShouldBe(100);
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_file_is_for_its_owner_only_and_leaves_nothing_beside_it()
    {
        await using var setup = await StartAsync();
        await setup.RouteAsync("blue", new Uri("http://127.0.0.1:5001/"));

        File.GetUnixFileMode(StateFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(Path.GetDirectoryName(StateFile)!).ShouldBe([StateFile]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"format\":1,\"epoch\":1")]
    [InlineData("""{"format":2,"epoch":1,"generation":1,"slots":[]}""")]
    [InlineData("""{"format":1,"epoch":1,"generation":1,"slots":[]}""")]
    [InlineData("""{"format":1,"epoch":1,"generation":1,"slots":[{"name":"blue","weight":100,"endpoints":[]}]}""")]
    [InlineData("""{"format":1,"epoch":1,"generation":1,"slots":[{"name":"blue","weight":100,"endpoints":["http://h/"]},{"name":"blue","weight":0,"endpoints":[]}]}""")]
    [InlineData("""{"format":1,"epoch":1,"generation":1,"slots":[{"name":"BLUE","weight":100,"endpoints":["http://h/"]}]}""")]
    public async Task A_file_that_cannot_be_understood_stops_the_start_and_is_kept(string content)
    {
        await File.WriteAllTextAsync(StateFile, content);

        var error = await Should.ThrowAsync<ForwarderException>(StartAsync);

        error.Message.ShouldContain(StateFile);
        error.Message.ShouldContain("delete it to start without traffic");
        (await File.ReadAllTextAsync(StateFile)).ShouldBe(content);
    }

    [Fact]
    public async Task Every_truncation_of_a_file_is_noticed()
    {
        await using (var setup = await StartAsync())
        {
            await setup.RouteAsync("blue", new Uri("http://127.0.0.1:5001/"));
        }

        var whole = await File.ReadAllBytesAsync(StateFile);
        for (var length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(StateFile, whole[..length]);
            await using var forwarder = new KestrelForwarder(new ForwarderOptions { StateFile = StateFile });
            await Should.ThrowAsync<ForwarderException>(() => forwarder.Router.ObserveAsync().AsTask());
        }
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_not_read()
    {
        await using (var file = File.Create(StateFile))
        {
            file.SetLength(9 * 1024 * 1024);
        }

        (await Should.ThrowAsync<ForwarderException>(StartAsync)).Message.ShouldContain("more than");
    }

    public void Dispose() => _directory.Dispose();

    private Task<ForwarderSetup> StartAsync() => ForwarderSetup.StartAsync(options => options.StateFile = StateFile);
}
