using System.Net;
using System.Net.Sockets;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>Connections that occupy the accept queue of a listener.</summary>
internal sealed class Fillers : IDisposable
{
    private readonly List<Socket> _sockets = [];

    public Fillers(IPEndPoint endpoint, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _sockets.Add(socket);
            try
            {
                socket.Connect(endpoint);
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // The handshake is under way, or waits for room.
            }
        }
    }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());
}
