namespace AutonomousSdlc.QualityGates;

/// <summary>Starts the programs that gates use.</summary>
public interface IToolRunner
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="invocation">What to start.</param>
    /// <param name="cancellationToken">Kills the program and all its children.</param>
    /// <returns>The exit code, whatever it is, and the output.</returns>
    /// <exception cref="ToolNotFoundException">The program does not exist or may not be executed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled; nothing is left running.</exception>
    Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken);
}
