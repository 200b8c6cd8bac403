using System.Net;
using System.Net.Sockets;

namespace AutonomousSdlc.Scaling.Http.Tests;

/// <summary>Connections that fill the backlog of a listener that nobody accepts from.</summary>
internal sealed class SocketCrowd(EndPoint target) : IDisposable
{
    private readonly List<Socket> _sockets = [];

    /// <returns>Whether further connections wait without an answer (some systems refuse them instead).</returns>
    public async Task<bool> FillAsync()
    {
        for (var i = 0; i < 16; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _sockets.Add(socket);
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            try
            {
                await socket.ConnectAsync(target, patience.Token);
            }
            catch (OperationCanceledException)
            {
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }

        return false;
    }

    public void Dispose() => _sockets.ForEach(static socket => socket.Dispose());
}
