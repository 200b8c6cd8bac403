using System.Runtime.InteropServices;

namespace ClosedLoop.Cluster;

/// <summary>Executions at the workers next to answers at the users, read while nothing was under way.</summary>
/// <param name="Executed">Requests that a worker executed.</param>
/// <param name="Answered">Requests that a user got an answer to.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Executions(long Executed, long Answered)
{
    /// <summary>Executions beyond one an answer.</summary>
    public long Twice => Executed - Answered;

    public static Executions operator -(Executions later, Executions earlier) =>
        new(later.Executed - earlier.Executed, later.Answered - earlier.Answered);
}
