using System.Collections.Concurrent;

namespace AutonomousSdlc.QualityGates.Tests.Engine;

internal sealed class ProgressRecorder : IProgress<GateProgress>
{
    private readonly ConcurrentQueue<GateProgress> _messages = new();

    public IReadOnlyList<GateProgress> Messages => [.. _messages];

    public void Report(GateProgress value) => _messages.Enqueue(value);
}
