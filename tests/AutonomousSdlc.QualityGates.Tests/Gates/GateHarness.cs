using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates.Tests.Gates;

/// <summary>Runs one gate over tools that are played back.</summary>
internal sealed class GateHarness : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public DotNetGateOptions Options { get; } = new() { DotNetPath = "dotnet" };

    public QualityRun Run { get; set; } = new();

    public string[] Provided { get; set; } = [];

    public ChangedLines? Changes { get; set; }

    public List<string> Progress { get; } = [];

    public FakeTools? Tools { get; private set; }

    public ToolInvocation Invocation => Tools!.Invocations.Single();

    public async Task<GateResult> EvaluateAsync(Func<IOptionsMonitor<DotNetGateOptions>, IQualityGate> create, Func<ToolInvocation, ToolResult> run)
    {
        Tools = new FakeTools(run);
        var gate = create(new FixedOptions(Options));
        return await gate.EvaluateAsync(
            new GateContext(Run, Folder.FullPath, Tools)
            {
                SolutionPath = Path.Combine(Folder.FullPath, "Demo.sln"),
                Provided = Provided,
                Changes = Changes,
                OnProgress = Progress.Add,
            },
            CancellationToken.None);
    }

    public void Dispose() => Folder.Dispose();

    private sealed class FixedOptions(DotNetGateOptions options) : IOptionsMonitor<DotNetGateOptions>
    {
        public DotNetGateOptions CurrentValue => options;

        public DotNetGateOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<DotNetGateOptions, string?> listener) => null;
    }
}
