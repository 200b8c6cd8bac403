using AutonomousSdlc.Evaluation;
using AutonomousSdlc.Testing;

namespace AutonomousSdlc.Simulation.Tests.Evaluation;

/// <summary>One run of the evaluation command within the test's process.</summary>
internal sealed record EvaluationRun(int ExitCode, string Output, string Error)
{
    public static async Task<EvaluationRun> StartAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await EvaluationCommand.RunAsync(arguments, output, error, new ManualTimeProvider());
        return new EvaluationRun(exitCode, output.ToString(), error.ToString());
    }
}
