using System.Text.Json;
using AutonomousSdlc.Simulation.Traces;
using ClosedLoop.Demand;
using ClosedLoop.Display;
using Spectre.Console;

namespace ClosedLoop;

/// <summary>One run of the program: input, run, scorecard, exit code.</summary>
internal static class LoopProgram
{
    private const string OwnTrace = "Traces/build.u64.gz";

    public static async Task<int> RunAsync(LoopOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var pages = new PageSource(TraceReader.Read(options.Trace ?? Path.Combine(AppContext.BaseDirectory, OwnTrace)));
            EnsureWritable(options.Json);
            await using var display = CreateDisplay(options);
            var scorecard = await new LoopRun(options, pages, display, TimeProvider.System).RunAsync(cancellationToken);
            await display.FinishAsync(scorecard);
            if (options.Json is { } file)
            {
                await using var stream = File.Create(file);
                await JsonSerializer.SerializeAsync(stream, scorecard, ScorecardJson.Default.Scorecard, CancellationToken.None);
            }

            return scorecard.AllKept ? ExitCodes.PromisesKept : ExitCodes.PromiseBroken;
        }
        catch (Exception error) when (error is LoopException or TraceFormatException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Interrupted; everything that was started has been stopped.");
            return ExitCodes.Interrupted;
        }
    }

    private static IDisplay CreateDisplay(LoopOptions options)
    {
        var console = AnsiConsole.Console;
        var live = !options.Headless
            && !Console.IsOutputRedirected
            && console.Profile.Capabilities.Interactive
            && console.Profile.Capabilities.Ansi
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return live ? new Display.LiveDisplay(console, TimeProvider.System) : new PlainDisplay(Console.Out);
    }

    private static void EnsureWritable(string? file)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            using var stream = File.Create(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new LoopException($"--json {file}: {error.Message} Name a file in an existing folder that you may write to.", error);
        }
    }
}
