namespace AutonomousSdlc.QualityGates.Tests.Gates;

/// <summary>Plays recorded tools back: writes the files they leave, says what they say.</summary>
internal sealed class FakeTools(Func<ToolInvocation, ToolResult> run) : IToolRunner
{
    public List<ToolInvocation> Invocations { get; } = [];

    public Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        Invocations.Add(invocation);
        var result = run(invocation);
        foreach (var line in result.StandardOutput.Split('\n'))
        {
            invocation.OnOutputLine?.Invoke(line);
        }

        return Task.FromResult(result);
    }

    /// <summary>The value behind an argument such as <c>--report</c>.</summary>
    public static string After(ToolInvocation invocation, string argument) =>
        invocation.Arguments[invocation.Arguments.ToList().IndexOf(argument) + 1];

    /// <summary>Path of MSBuild's log file.</summary>
    public static string LogFile(ToolInvocation invocation) =>
        invocation.Arguments.Single(argument => argument.StartsWith("-fileLoggerParameters:", StringComparison.Ordinal)).Split(['=', ';'])[1];
}
