namespace AutonomousSdlc.Scaling.Http.Internal;

/// <summary>Makes the handler of a node.</summary>
internal sealed class NodeHandlerFactory(LoadBalancingHandlerOptions options, TimeProvider time)
{
    public HttpMessageHandler Create(Node node)
    {
        if (options.CreateHandler is { } create)
        {
            return create(node) ?? throw new ScalingException($"CreateHandler returned no handler for node '{node.Id}' at {node.Address}. Return one, or leave CreateHandler out.");
        }

        var connector = new NodeConnector(node, options.ConnectTimeout, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            PooledConnectionLifetime = options.ConnectionLifetime,
            ConnectCallback = connector.ConnectAsync,
        };
        options.ConfigureHandler?.Invoke(node, handler);
        return handler;
    }
}
