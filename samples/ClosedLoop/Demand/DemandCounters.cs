using System.Runtime.InteropServices;

namespace ClosedLoop.Demand;

/// <summary>Counts of the requests that the demand has sent.</summary>
/// <param name="Sent">Requests started.</param>
/// <param name="Succeeded">Requests with a good answer in time.</param>
/// <param name="Failed">Requests with a bad answer, or none in time.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DemandCounters(long Sent, long Succeeded, long Failed)
{
    public double SuccessRatio => Succeeded + Failed == 0 ? 1 : (double)Succeeded / (Succeeded + Failed);

    public static DemandCounters operator -(DemandCounters later, DemandCounters earlier) =>
        new(later.Sent - earlier.Sent, later.Succeeded - earlier.Succeeded, later.Failed - earlier.Failed);
}
