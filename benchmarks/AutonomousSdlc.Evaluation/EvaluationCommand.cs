using System.CommandLine;
using System.CommandLine.Invocation;
using AutonomousSdlc.Evaluation.Output;
using AutonomousSdlc.Evaluation.Studies;
using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Evaluation;

/// <summary>The command line: one subcommand per study, the common options, the mapping of errors to exit codes.</summary>
internal static class EvaluationCommand
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, TimeProvider timeProvider)
    {
        var root = new RootCommand("Runs the studies behind every measured figure of AutonomousSdlc: a table on standard output, rows for machines with --json.");
        foreach (var study in StudyRegistry.Create())
        {
            root.Add(CreateCommand(study, output, error, timeProvider));
        }

        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var parseError in parsed.Errors)
            {
                await error.WriteLineAsync(parseError.Message);
            }

            await error.WriteLineAsync($"Run with --help to see the options. Studies: {string.Join(", ", root.Subcommands.Select(command => command.Name))}.");
            return ExitCodes.BadInput;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
    }

    private static Command CreateCommand(IStudy study, TextWriter output, TextWriter error, TimeProvider timeProvider)
    {
        var seed = new Option<int>("--seed") { Description = "Seed of everything decided by chance.", DefaultValueFactory = static _ => 1 };
        var json = new Option<string?>("--json") { Description = "Also write the rows to FILE as one JSON array of flat objects.", HelpName = "FILE" };
        var quick = new Option<bool>("--quick") { Description = "A smaller run of the same study, for a first look; its figures are not comparable." };
        var command = new Command(study.Name, study.Description) { seed, json, quick };
        foreach (var option in study.Options)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var arguments = new CommonArguments(parsed.GetValue(seed), parsed.GetValue(json), parsed.GetValue(quick));
            return Task.FromResult(Run(study, parsed, arguments, output, error, timeProvider, cancellationToken));
        });
        return command;
    }

    private static int Run(IStudy study, ParseResult parsed, CommonArguments arguments, TextWriter output, TextWriter error, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        try
        {
            JsonRows.RequireWritable(arguments.JsonFile);
            using var progress = new ProgressLine(error.WriteLine, timeProvider, ProgressInterval);
            var report = study.Run(new StudyContext(parsed, arguments.Seed, arguments.Quick, progress), cancellationToken);
            if (report is null)
            {
                error.WriteLine($"The study '{study.Name}' is not built yet. Its options and fields are in docs/evidence/README.md.");
                return ExitCodes.NotBuilt;
            }

            JsonRows.Write(report, arguments.JsonFile);
            TextTable.Write(report, output);
            return ExitCodes.Success;
        }
        catch (Exception failure) when (failure is BadInputException or TraceFormatException)
        {
            error.WriteLine(failure.Message);
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error.WriteLine("Cancelled; nothing was written.");
            return ExitCodes.Cancelled;
        }
    }

    private readonly record struct CommonArguments(int Seed, string? JsonFile, bool Quick);
}
