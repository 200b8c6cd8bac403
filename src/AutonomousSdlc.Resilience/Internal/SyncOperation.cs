using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience.Internal;

[StructLayout(LayoutKind.Auto)]
internal readonly struct SyncOperation<TState, T>(Func<TState, CancellationToken, T> operation, TState state) : IOperation<T>
{
    public static bool IsSynchronous => true;

    public object? State => state;

    public ValueTask<T> InvokeAsync(CancellationToken cancellationToken) => new(operation(state, cancellationToken));
}
