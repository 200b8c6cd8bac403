namespace AutonomousSdlc.Scaling.Http.Internal;

/// <summary>The way to one node. Closed when it was retired and the last sender has its response head (bodies under way end by themselves).</summary>
internal sealed class NodeConnection(Node node, HttpMessageHandler handler)
{
    // The table's own use is one; zero is closed for good.
    private int _uses = 1;

    public Node Node => node;

    public HttpMessageInvoker Invoker { get; } = new(handler, disposeHandler: true);

    public bool Serves(Node other) =>
        ReferenceEquals(node, other) || (node.Generation == other.Generation && node.Slot == other.Slot && node.Address == other.Address);

    public bool TryEnter()
    {
        var uses = Volatile.Read(ref _uses);
        while (uses > 0)
        {
            var seen = Interlocked.CompareExchange(ref _uses, uses + 1, uses);
            if (seen == uses)
            {
                return true;
            }

            uses = seen;
        }

        return false;
    }

    public void Exit()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
        {
            Invoker.Dispose();
        }
    }

    /// <summary>TLS is spoken or not as the request says, so a node that says otherwise is a mistake of configuration.</summary>
    public void CheckScheme(HttpRequestMessage request)
    {
        if (request.RequestUri is { IsAbsoluteUri: true } uri
            && IsSecure(node.Address) is { } nodeIsSecure && IsSecure(uri) is { } requestIsSecure && nodeIsSecure != requestIsSecure)
        {
            throw new ScalingException(
                $"The request to {uri.GetLeftPart(UriPartial.Authority)} and node '{node.Id}' at {node.Address} differ in scheme. Use {node.Address.Scheme}://{uri.Authority} for the client's address, or register the node with {uri.Scheme}.");
        }
    }

    /// <summary>Whether an address means TLS; <see langword="null"/> when its scheme leaves that open.</summary>
    private static bool? IsSecure(Uri address)
    {
        var scheme = address.Scheme;
        if (scheme == Uri.UriSchemeHttp || scheme == Uri.UriSchemeWs)
        {
            return false;
        }

        return scheme == Uri.UriSchemeHttps || scheme == Uri.UriSchemeWss ? true : null;
    }
}
