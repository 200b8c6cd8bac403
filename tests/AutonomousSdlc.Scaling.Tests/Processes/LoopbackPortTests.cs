using System.Net;
using System.Net.Sockets;
using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Scaling.Tests.Processes;

public sealed class LoopbackPortTests
{
    [Fact]
    public void Ports_are_distinct_and_free()
    {
        int[] ports = [.. Enumerable.Range(0, 100).Select(_ => LoopbackPort.Find())];

        ports.Distinct().Count().ShouldBe(100);
        LoopbackPort.IsTaken(ports[^1]).ShouldBeFalse();
    }

    [Fact]
    public void A_listening_port_is_taken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        LoopbackPort.IsTaken(((IPEndPoint)listener.LocalEndpoint).Port).ShouldBeTrue();
    }
}
