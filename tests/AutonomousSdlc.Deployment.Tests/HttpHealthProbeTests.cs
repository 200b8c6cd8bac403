using System.Net;
using System.Net.Sockets;
using System.Text;
using AutonomousSdlc.Deployment.Internal;

namespace AutonomousSdlc.Deployment.Tests;

public sealed class HttpHealthProbeTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly HttpHealthProbe _probe = new();

    public HttpHealthProbeTests() => _listener.Start();

    public void Dispose()
    {
        _probe.Dispose();
        _listener.Dispose();
    }

    [Theory]
    [InlineData("204 No Content", true)]
    [InlineData("302 Found", false)]
    [InlineData("503 Service Unavailable", false)]
    public async Task Only_a_success_is_healthy(string status, bool isHealthy)
    {
        var server = AnswerAsync(status);

        var result = await _probe.ProbeAsync(Instance(), new HealthSettings());

        result.IsHealthy.ShouldBe(isHealthy);
        result.Reason.ShouldEndWith($"answered {status[..3]}");
        (await server).ShouldStartWith("GET /health HTTP/1.1");
    }

    [Fact]
    public async Task No_answer_is_unhealthy_and_not_an_exception()
    {
        var slow = await _probe.ProbeAsync(Instance(), new HealthSettings { Timeout = TimeSpan.FromMilliseconds(20) });
        (slow.IsHealthy, slow.Reason).ShouldSatisfyAllConditions(
            one => one.IsHealthy.ShouldBeFalse(),
            one => one.Reason.ShouldContain("not answered within 20 ms"));

        var instance = Instance();
        _listener.Stop();
        (await _probe.ProbeAsync(instance, new HealthSettings())).Reason.ShouldContain("failed");
    }

    private SlotInstance Instance() =>
        new("one", new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"), SlotInstanceState.Ready);

    private async Task<string> AnswerAsync(string status)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        var buffer = new byte[4096];
        var length = await client.GetStream().ReadAsync(buffer);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        return Encoding.ASCII.GetString(buffer, 0, length);
    }
}
