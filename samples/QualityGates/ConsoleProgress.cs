using AutonomousSdlc.QualityGates;

namespace Samples.QualityGates;

/// <summary>Prints a line per message. <see cref="Progress{T}"/> would print them in any order, and after the end.</summary>
#region docs-progress
internal sealed class ConsoleProgress : IProgress<GateProgress>
{
    public void Report(GateProgress value) => Console.WriteLine(value);
}
#endregion
