using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

// A server as small as a test needs it: answers every request with 200 and the environment variable INSTANCE.
//   TinyServer PORT [never-ready | exit-CODE | ignore-term]
var port = int.Parse(args[0], CultureInfo.InvariantCulture);
var mode = args.Length > 1 ? args[1] : "";
var stopped = new TaskCompletionSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    Console.WriteLine("asked to stop");
    if (mode != "ignore-term")
    {
        stopped.TrySetResult();
    }
});

if (mode.StartsWith("exit-", StringComparison.Ordinal))
{
    Console.Error.WriteLine("cannot start: the disk is full");
    return int.Parse(mode["exit-".Length..], CultureInfo.InvariantCulture);
}

using var listener = new TcpListener(IPAddress.Loopback, port);
listener.Start();
Console.WriteLine($"listening on {port.ToString(CultureInfo.InvariantCulture)}");
var status = mode == "never-ready" ? "503 Service Unavailable" : "200 OK";
var body = Environment.GetEnvironmentVariable("INSTANCE") ?? "";
var answer = Encoding.ASCII.GetBytes(
    $"HTTP/1.1 {status}\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\nConnection: close\r\n\r\n{body}");
while (await Task.WhenAny(listener.AcceptTcpClientAsync(), stopped.Task) is Task<TcpClient> accepted)
{
    using var client = await accepted;
    try
    {
        var stream = client.GetStream();
        if (await stream.ReadAsync(new byte[4096].AsMemory()) > 0)
        {
            await stream.WriteAsync(answer);
        }
    }
    catch (IOException)
    {
        // The caller went away.
    }
}

return 0;
