using System.Runtime.CompilerServices;

namespace AutonomousSdlc.Simulation.Caching.Internal;

internal static class Capacities
{
    public static int Require(int capacity, [CallerArgumentExpression(nameof(capacity))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity, name);
        return capacity;
    }
}
