using System.Runtime.InteropServices;

namespace AutonomousSdlc.Resilience.Internal;

[StructLayout(LayoutKind.Auto)]
internal readonly struct AsyncOperation<TState, T>(Func<TState, CancellationToken, ValueTask<T>> operation, TState state) : IOperation<T>
{
    public static bool IsSynchronous => false;

    public object? State => state;

    public ValueTask<T> InvokeAsync(CancellationToken cancellationToken) => operation(state, cancellationToken);
}
