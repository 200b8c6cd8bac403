using System.Net;
using System.Net.Sockets;

namespace AutonomousSdlc.Shared.Processes;

/// <summary>Free TCP ports on the loopback interface.</summary>
internal static class LoopbackPort
{
    private const int Remembered = 256;
    private static readonly Lock Gate = new();
    private static readonly Queue<int> Recent = new();

    /// <summary>
    /// A port that is free at this moment and was not handed out by this process lately. Another program may take it before
    /// it is bound: whoever starts a server on it must be ready to try another one.
    /// </summary>
    public static int Find()
    {
        lock (Gate)
        {
            int port;
            do
            {
                port = Choose();
            }
            while (Recent.Contains(port));

            Recent.Enqueue(port);
            if (Recent.Count > Remembered)
            {
                Recent.Dequeue();
            }

            return port;
        }
    }

    /// <summary>Whether something listens on the port.</summary>
    public static bool IsTaken(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static int Choose()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
