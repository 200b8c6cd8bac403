namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

/// <summary>Stands for a load balancer: sends every request to one place of its own choice.</summary>
internal sealed class RedirectingHandler(Uri destination) : DelegatingHandler(new SocketsHttpHandler())
{
    public List<Uri> Seen { get; } = [];

    public bool Disposed { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Seen.Add(request.RequestUri!);
        request.RequestUri = new Uri(destination, request.RequestUri!.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        Disposed = true;
        base.Dispose(disposing);
    }
}
