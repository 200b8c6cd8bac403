using System.CommandLine;
using ClosedLoop;

var seed = new Option<int>("--seed") { Description = "Seed of the demand, the balancers and the defect. Default: 1.", DefaultValueFactory = _ => 1 };
var headless = new Option<bool>("--headless") { Description = "Plain lines although the output is a terminal." };
var trace = new Option<string?>("--trace") { Description = "Trace to replay: gzip of little-endian 64-bit keys. Default: the recording of a build of this repository." };
var json = new Option<string?>("--json") { Description = "File for the scorecard as JSON." };

var command = new RootCommand("Runs a small service under load and lets the suite scale, heal, release and roll it back. Exit code 0: all promises kept, 1: one was broken, 2: bad input, 130: interrupted.")
{
    seed,
    headless,
    trace,
    json,
};
command.SetAction((result, cancellationToken) => LoopProgram.RunAsync(
    new LoopOptions(result.GetValue(seed), result.GetValue(headless), result.GetValue(trace), result.GetValue(json)),
    cancellationToken));

var parsed = command.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync(error.Message);
    }

    return ExitCodes.BadInput;
}

return await parsed.InvokeAsync();
