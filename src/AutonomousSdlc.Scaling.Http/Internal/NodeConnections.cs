using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.Scaling.Http.Internal;

/// <summary>Connections by slot of their node. Reading takes no lock; nodes that left are dropped when the registry tells.</summary>
internal sealed class NodeConnections : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ILoadBalancer _balancer;
    private readonly NodeHandlerFactory _handlers;
    private readonly ILogger _logger;
    private readonly IDisposable _subscription;
    private NodeConnection?[] _bySlot = [];
    private bool _disposed;

    public NodeConnections(ILoadBalancer balancer, NodeHandlerFactory handlers, ILogger logger)
    {
        _balancer = balancer;
        _handlers = handlers;
        _logger = logger;
        _subscription = balancer.Registry.OnChange(RetireAbsent);
    }

    /// <summary>Finds or opens the way to a node; leave it with <see cref="NodeConnection.Exit"/>.</summary>
    /// <returns><see langword="false"/> when the node left meanwhile.</returns>
    public bool TryEnter(Node node, [MaybeNullWhen(false)] out NodeConnection connection)
    {
        var table = Volatile.Read(ref _bySlot);
        connection = node.Slot < table.Length ? table[node.Slot] : null;
        if (connection is null || !connection.Serves(node))
        {
            connection = Open(node);
        }

        return connection is not null && connection.TryEnter();
    }

    public void Dispose()
    {
        _subscription.Dispose();
        NodeConnection?[] all;
        lock (_lock)
        {
            _disposed = true;
            all = _bySlot;
            _bySlot = [];
        }

        foreach (var connection in all)
        {
            connection?.Exit();
        }
    }

    private NodeConnection? Open(Node node)
    {
        // Made outside the lock, because it may run the user's code.
        var fresh = new NodeConnection(node, _handlers.Create(node));
        NodeConnection? replaced;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(LoadBalancingHandler));
            var present = node.Slot < _bySlot.Length ? _bySlot[node.Slot] : null;
            var member = _balancer.Registry.Current.Find(node.Id);
            if (present?.Serves(node) == true || member is null || !fresh.Serves(member))
            {
                replaced = fresh;
                fresh = present?.Serves(node) == true ? present : null;
            }
            else
            {
                replaced = present;
                var table = new NodeConnection?[Math.Max(_bySlot.Length, node.Slot + 1)];
                _bySlot.CopyTo(table, 0);
                table[node.Slot] = fresh;
                Volatile.Write(ref _bySlot, table);
                HttpLog.Opened(_logger, _balancer.Name, node.Id, node.Address);
            }
        }

        replaced?.Exit();
        return fresh;
    }

    private void RetireAbsent(NodeSnapshot snapshot)
    {
        var retired = new List<NodeConnection>();
        lock (_lock)
        {
            var table = _bySlot.ToArray();
            for (var slot = 0; slot < table.Length; slot++)
            {
                if (table[slot] is { } connection && (snapshot.Find(connection.Node.Id) is not { } member || !connection.Serves(member)))
                {
                    retired.Add(connection);
                    table[slot] = null;
                }
            }

            if (retired.Count > 0)
            {
                Volatile.Write(ref _bySlot, table);
            }
        }

        foreach (var connection in retired)
        {
            HttpLog.Closed(_logger, _balancer.Name, connection.Node.Id, connection.Node.Address);
            connection.Exit();
        }
    }
}
