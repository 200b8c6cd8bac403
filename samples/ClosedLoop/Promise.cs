using System.Text.Json.Serialization;

namespace ClosedLoop;

/// <summary>One promise of a step with the figure that was measured for it.</summary>
/// <param name="Step">Number of the step, 1 to 5.</param>
/// <param name="Text">What was promised.</param>
/// <param name="Measured">What was measured, with its unit.</param>
/// <param name="Kept">Whether the measurement keeps the promise.</param>
internal sealed record Promise(int Step, string Text, string Measured, bool Kept)
{
    [JsonIgnore]
    public string Verdict => Kept ? "kept" : "BROKEN";
}
