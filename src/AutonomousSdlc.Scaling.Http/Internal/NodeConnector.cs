using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AutonomousSdlc.Scaling.Http.Internal;

/// <summary>Connects to a node's own address, whatever the request calls it.</summary>
internal sealed class NodeConnector
{
    private readonly Node _node;
    private readonly EndPoint _endPoint;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public NodeConnector(Node node, TimeSpan timeout, TimeProvider time)
    {
        _node = node;
        _timeout = timeout;
        _time = time;
        _endPoint = CreateEndPoint(node);
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var socket = CreateSocket();
        try
        {
            await socket.ConnectAsync(_endPoint, either.Token).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException exception) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new TimeoutException(string.Create(
                CultureInfo.InvariantCulture,
                $"Node '{_node.Id}' at {_node.Address} accepted no connection within ConnectTimeout ({_timeout:c}). Check that it runs, or raise ConnectTimeout."), exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private Socket CreateSocket() => _endPoint is UnixDomainSocketEndPoint
        ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static EndPoint CreateEndPoint(Node node)
    {
        var address = node.Address;
        if (address.Scheme == "unix")
        {
            return new UnixDomainSocketEndPoint(address.AbsolutePath);
        }

        if (address.Port < 0 || address.Host.Length == 0 || address.PathAndQuery.Length > 1)
        {
            throw new ScalingException($"Node '{node.Id}' at {address} cannot be connected to. Use an address of host and port without a path, for instance http://10.0.0.7:8080, or unix:///run/app.sock.");
        }

        return IPAddress.TryParse(address.DnsSafeHost, out var ip) ? new IPEndPoint(ip, address.Port) : new DnsEndPoint(address.IdnHost, address.Port);
    }
}
