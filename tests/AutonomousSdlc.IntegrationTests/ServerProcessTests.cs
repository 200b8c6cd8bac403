using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AutonomousSdlc.Tests.Shared;

namespace AutonomousSdlc.IntegrationTests;

public sealed class ServerProcessTests
{
    [ServerFact("redis-server")]
    public async Task A_real_server_answers_on_its_port_and_is_gone_afterwards()
    {
        int id;
        int port;
        await using (var redis = await ServerProcess.StartAsync("redis-server", "--port", "{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"))
        {
            (id, port) = (redis.Id, redis.Port);
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            await using var stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray());
            var answer = new byte[7];
            await stream.ReadExactlyAsync(answer);
            answer.ShouldBe("+PONG\r\n"u8.ToArray());
        }

        Should.Throw<ArgumentException>(() => Process.GetProcessById(id));
        using var late = new TcpClient();
        await Should.ThrowAsync<SocketException>(() => late.ConnectAsync(IPAddress.Loopback, port));
    }

    [Fact]
    public void A_missing_program_skips_with_the_command_that_installs_it()
    {
        var attribute = new ServerFactAttribute("no-such-server-program");

        if (ServerProgram.IsContinuousIntegration)
        {
            attribute.Skip.ShouldBeNull();
        }
        else
        {
            attribute.Skip.ShouldBe("Needs no-such-server-program: install with: apt-get install no-such-server-program");
        }
    }

    [Fact]
    public async Task A_program_that_ends_at_once_is_reported_with_its_output()
    {
        var error = await Should.ThrowAsync<InvalidOperationException>(() => ServerProcess.StartAsync("sh", "-c", "echo cannot start; exit 3"));

        error.Message.ShouldContain("code 3");
    }
}
