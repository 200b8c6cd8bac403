using System.Diagnostics;
using System.IO.Compression;

namespace ClosedLoop.Tests;

/// <summary>The program as a user starts it, with input that it cannot use.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("closed-loop-tests-").FullName;

    [Fact]
    public async Task A_missing_trace_is_named() => (await RunAsync("--trace", Path.Combine(_folder, "none.u64.gz"))).ShouldContain("none.u64.gz");

    [Fact]
    public async Task An_empty_trace_is_named()
    {
        var path = Path.Combine(_folder, "empty.u64.gz");
        await File.WriteAllBytesAsync(path, []);

        (await RunAsync("--trace", path)).ShouldContain("empty.u64.gz");
    }

    [Fact]
    public async Task A_file_that_is_not_gzip_is_named()
    {
        var path = Path.Combine(_folder, "text.u64.gz");
        await File.WriteAllTextAsync(path, "these are not the keys that you are looking for");

        (await RunAsync("--trace", path)).ShouldContain("text.u64.gz");
    }

    [Fact]
    public async Task A_truncated_trace_is_named()
    {
        var path = Path.Combine(_folder, "cut.u64.gz");
        using var memory = new MemoryStream();
        await using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[8000]);
        }

        await File.WriteAllBytesAsync(path, memory.ToArray()[..^12]);

        (await RunAsync("--trace", path)).ShouldContain("cut.u64.gz");
    }

    [Fact]
    public async Task A_scorecard_that_cannot_be_written_is_said_before_the_run() =>
        (await RunAsync("--json", Path.Combine(_folder, "no", "such", "folder.json"))).ShouldContain("--json");

    [Theory]
    [InlineData("--seed", "many")]
    [InlineData("--colour")]
    public async Task An_unusable_option_is_named(params string[] arguments) => (await RunAsync(arguments)).ShouldContain(arguments[^1]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Runs the program, expects exit code 2 and returns what it said on the error stream.</summary>
    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ClosedLoop.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(2, error);
        return error;
    }
}
