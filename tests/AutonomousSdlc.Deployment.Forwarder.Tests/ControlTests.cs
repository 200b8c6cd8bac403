using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text;
using AutonomousSdlc.Deployment.Forwarder.Tests.Support;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class ControlTests : IDisposable
{
    private static readonly Uri SomeEndpoint = new("http://127.0.0.1:5001/");
    private readonly PrivateDirectory _directory = new();

    private string Socket => _directory.File("control.sock");

    [UnixFact]
    public async Task The_client_observes_changes_and_drains()
    {
        await using var backend = await Backend.SayingAsync("blue");
        await using var setup = await StartAsync();
        using var client = new ForwarderControlClient(Socket);

        (await client.ObserveAsync()).Slots.ShouldBeEmpty();
        (await client.GetAddressAsync()).ShouldBe(setup.Forwarder.Address);
        await client.SetWeightsAsync(Changes.Of(3, 1, [("blue", 100), ("green", 0)], ("blue", [backend.Address])));
        (await setup.GetTextAsync()).ShouldBe("blue");

        var state = await client.ObserveAsync();
        (state.Epoch, state.Generation, state.WeightOf("blue")).ShouldBe((3, 1, 100));
        state.Slots["blue"].Endpoints.ShouldBe([backend.Address]);
        state.Slots["blue"].SinceChange.ShouldBe(new TrafficCounters(1, 0));
        state.Slots["blue"].Total.ShouldBe(new TrafficCounters(1, 0));
        state.Slots["blue"].InFlight.ShouldBe(0);
        (await client.DrainAsync("green", TimeSpan.FromSeconds(1))).ShouldBeTrue();
    }

    [UnixFact]
    public async Task Errors_cross_the_socket_with_their_types()
    {
        await using var setup = await StartAsync();
        using var client = new ForwarderControlClient(Socket);
        await client.SetWeightsAsync(Changes.Of(3, 1, [("blue", 100)], ("blue", [SomeEndpoint])));

        var stale = await Should.ThrowAsync<StaleTrafficChangeException>(() => client.SetWeightsAsync(Changes.Of(2, 9, [("blue", 50)])).AsTask());
        (stale.Epoch, stale.Generation, stale.AcceptedEpoch, stale.AcceptedGeneration).ShouldBe((2, 9, 3, 1));
        (await Should.ThrowAsync<ArgumentException>(() => client.SetWeightsAsync(Changes.Of(3, 2, [("blue", 0)])).AsTask())).Message.ShouldContain("no slot");
        (await Should.ThrowAsync<ArgumentException>(() => client.DrainAsync("blue", TimeSpan.Zero).AsTask())).Message.ShouldContain("weight is 100");
        await Should.ThrowAsync<ArgumentException>(() => client.DrainAsync("../etc", TimeSpan.Zero).AsTask());
    }

    [UnixFact]
    public async Task Without_a_forwarder_the_client_says_what_to_do()
    {
        using var client = new ForwarderControlClient(Socket);

        var error = await Should.ThrowAsync<ForwarderException>(() => client.ObserveAsync().AsTask());

        error.Message.ShouldContain(Socket);
        error.Message.ShouldContain("Start it");
    }

    [UnixFact]
    public async Task A_forwarder_that_does_not_answer_is_given_up_on()
    {
        using var deaf = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(Socket));
        deaf.Listen();
        using var client = new ForwarderControlClient(Socket, TimeSpan.FromMilliseconds(100));

        (await Should.ThrowAsync<ForwarderException>(() => client.ObserveAsync().AsTask())).Message.ShouldContain("did not answer within");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => client.ObserveAsync(cancelled.Token).AsTask());
    }

    [UnixTheory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\ngarbage")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull")]
    public async Task An_answer_that_is_not_a_forwarders_is_reported_as_such(string answer)
    {
        using var impostor = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        impostor.Bind(new UnixDomainSocketEndPoint(Socket));
        impostor.Listen();
        using var client = new ForwarderControlClient(Socket);

        var asking = client.ObserveAsync().AsTask();
        using var connection = await impostor.AcceptAsync();
        await using var stream = new NetworkStream(connection);
        await RawBackend.ReadHeadAsync(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));

        (await Should.ThrowAsync<ForwarderException>(() => asking)).Message.ShouldContain("is not one of a forwarder");
    }

    [UnixFact]
    public async Task The_socket_is_for_its_owner_only_and_goes_with_the_forwarder()
    {
        await using (await StartAsync())
        {
            File.GetUnixFileMode(Socket).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Exists(Socket).ShouldBeFalse();
    }

    [UnixFact]
    public async Task A_missing_directory_is_made_for_the_owner_only()
    {
        var nested = Path.Combine(_directory.File("made"), "c.sock");
        await using var setup = await ForwarderSetup.StartAsync(options => options.ControlSocket = nested);

        File.GetUnixFileMode(_directory.File("made")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [UnixFact]
    public async Task A_directory_open_to_others_is_refused()
    {
        var open = Directory.CreateDirectory(_directory.File("open"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);

        var error = await Should.ThrowAsync<ForwarderException>(() => ForwarderSetup.StartAsync(options => options.ControlSocket = Path.Combine(open.FullName, "c.sock")));

        error.Message.ShouldContain("chmod 700");
    }

    [UnixFact]
    public async Task A_second_forwarder_on_the_same_socket_is_refused_and_the_first_goes_on()
    {
        await using var first = await StartAsync();

        var error = await Should.ThrowAsync<ForwarderException>(StartAsync);

        error.Message.ShouldContain("Another forwarder");
        using var client = new ForwarderControlClient(Socket);
        (await client.GetAddressAsync()).ShouldBe(first.Forwarder.Address);
    }

    [UnixFact]
    public async Task A_socket_that_a_dead_process_left_is_taken_over()
    {
        // Disposing a socket removes the name that it was bound to; a killed process removes nothing.
        using (var dead = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            dead.Bind(new UnixDomainSocketEndPoint(_directory.File("other.sock")));
            File.Move(_directory.File("other.sock"), Socket);
        }

        File.Exists(Socket).ShouldBeTrue();
        await using var setup = await StartAsync();
        using var client = new ForwarderControlClient(Socket);
        (await client.ObserveAsync()).Slots.ShouldBeEmpty();
    }

    [UnixFact]
    public async Task A_socket_on_which_another_program_listens_is_refused()
    {
        using var other = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        other.Bind(new UnixDomainSocketEndPoint(Socket));
        other.Listen();

        (await Should.ThrowAsync<ForwarderException>(StartAsync)).Message.ShouldContain("Another program listens");
    }

    [UnixFact]
    public async Task A_file_in_the_place_of_the_socket_is_left_alone()
    {
        await File.WriteAllTextAsync(Socket, "precious");

        (await Should.ThrowAsync<ForwarderException>(StartAsync)).Message.ShouldContain("is not a socket");

        (await File.ReadAllTextAsync(Socket)).ShouldBe("precious");
    }

    [UnixTheory]
    [InlineData("{", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"epoch":1,"generation":1,"weights":{"blue":100},"endpoints":{"blue":["http://127.0.0.1:5001/"]},"extra":1}""", 400)]
    [InlineData("""{"epoch":1,"epoch":2,"generation":1,"weights":{"blue":100},"endpoints":{"blue":["http://127.0.0.1:5001/"]}}""", 400)]
    [InlineData("""{"epoch":1,"generation":1,"weights":{"blue":100,"blue":0},"endpoints":{"blue":["http://127.0.0.1:5001/"]}}""", 400)]
    [InlineData("""{"epoch":1,"generation":1,"weights":{"blue":1e9},"endpoints":{"blue":["http://127.0.0.1:5001/"]}}""", 400)]
    [InlineData("""{"epoch":1,"generation":1,"weights":{"blue":100},"endpoints":{"blue":null}}""", 400)]
    [InlineData("""{"epoch":1,"generation":1,"weights":{"blue":100},"endpoints":{"blue":[null]}}""", 400)]
    [InlineData("""{"epoch":1,"generation":1,"weights":null}""", 400)]
    [InlineData("""{"epoch":"1","generation":1,"weights":{}}""", 400)]
    [InlineData("""{"epoch":1,"generation":1,"weights":{"blue":100},"endpoints":{"blue":["file:///etc/passwd"]}}""", 400)]
    [InlineData("""{"epoch":1,"generation":1,"weights":{"blue":100},"endpoints":{"blue":["http://127.0.0.1:5001/"]}} trailing""", 400)]
    public async Task Malformed_changes_are_refused_and_change_nothing(string body, int status)
    {
        await using var setup = await StartAsync();

        var (actual, text) = await SendAsync("PUT", "/v1/traffic", body);

        actual.ShouldBe(status, text);
        text.ShouldContain("\"error\":\"invalid\"");
        (await setup.Router.ObserveAsync()).Slots.ShouldBeEmpty();
        setup.Logs.WithEvent(4510).ShouldHaveSingleItem();
    }

    [UnixTheory]
    [InlineData("POST", "/v1/drain", """{"slot":"blue","deadlineSeconds":-1}""", 400)]
    [InlineData("POST", "/v1/drain", """{"slot":"blue","deadlineSeconds":1e300}""", 400)]
    [InlineData("POST", "/v1/drain", """{"slot":"blue"}""", 400)]
    [InlineData("POST", "/v1/drain", """{"slot":"Blue\u0000","deadlineSeconds":1}""", 400)]
    [InlineData("DELETE", "/v1/traffic", "", 405)]
    [InlineData("GET", "/v1/drain", "", 405)]
    [InlineData("GET", "/", "", 404)]
    [InlineData("GET", "/v1/traffic/../../x", "", 404)]
    public async Task Other_malformed_requests_are_refused(string method, string path, string body, int status)
    {
        await using var setup = await StartAsync();

        var (actual, text) = await SendAsync(method, path, body);

        actual.ShouldBe(status, text);
    }

    [UnixFact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var setup = await StartAsync();

        var (status, _) = await SendAsync("PUT", "/v1/traffic", new string(' ', (4 * 1024 * 1024) + 1));

        status.ShouldBe(413);
    }

    [UnixFact]
    public async Task A_waiting_drain_ends_when_the_forwarder_stops()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var slow = await Backend.StartAsync(async context =>
        {
            await context.Response.Body.FlushAsync();
            await release.Task;
        });
        var setup = await StartAsync();
        await setup.RouteAsync("blue", slow.Address);
        using var response = await setup.GetAsync("/", HttpCompletionOption.ResponseHeadersRead);
        await setup.ChangeAsync([("green", 100), ("blue", 0)], [("green", [SomeEndpoint])]);
        using var client = new ForwarderControlClient(Socket);
        var drain = client.DrainAsync("blue", TimeSpan.FromMinutes(1)).AsTask();
        (await client.ObserveAsync()).Slots["blue"].InFlight.ShouldBe(1);

        var stopping = setup.DisposeAsync().AsTask();
        await Should.ThrowAsync<ForwarderException>(() => drain.WithinDeadlineAsync());
        release.SetResult();
        await stopping.WithinDeadlineAsync();
    }

    [UnixFact]
    public async Task A_state_file_that_cannot_be_written_fails_the_change_across_the_socket()
    {
        var state = Path.Combine(_directory.File("gone"), "state.json");
        await using var setup = await ForwarderSetup.StartAsync(options =>
        {
            options.ControlSocket = Socket;
            options.StateFile = state;
        });
        Directory.Delete(Path.GetDirectoryName(state)!, recursive: true);
        using var client = new ForwarderControlClient(Socket);

        var error = await Should.ThrowAsync<ForwarderException>(() => client.SetWeightsAsync(Changes.Of(1, 1, [("blue", 100)], ("blue", [SomeEndpoint]))).AsTask());

        error.Message.ShouldContain("was not applied");
        (await client.ObserveAsync()).Slots.ShouldBeEmpty();
        setup.Logs.WithEvent(4511).ShouldHaveSingleItem();
    }

    public void Dispose() => _directory.Dispose();

    private Task<ForwarderSetup> StartAsync() => ForwarderSetup.StartAsync(options => options.ControlSocket = Socket);

    private async Task<(int Status, string Text)> SendAsync(string method, string path, string body)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), "http://forwarder" + path)
        {
            Content = body.Length > 0 ? new StringContent(body) : null,
        };
        request.Headers.ExpectContinue = body.Length > 0;
        using var response = await client.SendAsync(request);
        return ((int)response.StatusCode, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()));
    }
}
