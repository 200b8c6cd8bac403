namespace AutonomousSdlc.Caching.Internal.Policies;

/// <summary>Weights by node. As long as every weight is 1, which is the usual case, nothing is stored.</summary>
internal sealed class NodeWeights
{
    private long[]? _weights;

    public long this[int node]
    {
        get => _weights is { } weights && node < weights.Length ? weights[node] : 1;
        set
        {
            if (value == 1 && _weights is null)
            {
                return;
            }

            var length = _weights?.Length ?? 0;
            if (node >= length)
            {
                Array.Resize(ref _weights, Math.Max(node + 1, Math.Max(16, length * 2)));
                Array.Fill(_weights, 1, length, _weights.Length - length);
            }

            _weights![node] = value;
        }
    }
}
