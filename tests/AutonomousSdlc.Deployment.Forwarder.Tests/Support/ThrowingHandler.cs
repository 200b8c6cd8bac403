namespace AutonomousSdlc.Deployment.Forwarder.Tests.Support;

internal sealed class ThrowingHandler(Func<Exception> error) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromException<HttpResponseMessage>(error());
}
