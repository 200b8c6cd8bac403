using AutonomousSdlc.Shared.Processes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Runs tools as child processes that end, with all they started, when the gate ends.</summary>
internal sealed class ToolRunner(ILogger<ToolRunner>? logger = null) : IToolRunner
{
    private const int MaxOutputBytes = 4 * 1024 * 1024;

    // The engine's timeout ends the gate and so the tool; this one only has to be longer.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly ILogger _logger = logger ?? NullLogger<ToolRunner>.Instance;

    public async Task<ToolResult> RunAsync(ToolInvocation invocation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invocation);
        Log.ToolStarted(_logger, invocation.FileName, invocation.WorkingDirectory, string.Join(' ', invocation.Arguments));
        CommandResult result;
        try
        {
            result = await CommandRunner.RunAsync(
                new ChildProcessStart
                {
                    FileName = invocation.FileName,
                    Arguments = invocation.Arguments,
                    WorkingDirectory = invocation.WorkingDirectory,
                    Environment = invocation.Environment,
                    OutputLine = invocation.OnOutputLine,
                    InstallHint = invocation.Remedy,
                },
                Longest,
                MaxOutputBytes,
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or InvalidOperationException)
        {
            throw new ToolNotFoundException(invocation.FileName, invocation.Remedy, exception);
        }

        Log.ToolFinished(_logger, invocation.FileName, result.Elapsed.TotalSeconds, result.ExitCode);
        return new ToolResult(result.ExitCode, result.StandardOutput, result.StandardError, result.OutputTruncated);
    }
}
