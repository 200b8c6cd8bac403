namespace AutonomousSdlc.Tests.Shared;

/// <summary>Finds server programs on the search path.</summary>
internal static class ServerProgram
{
    private static readonly string[] SystemFolders = ["/usr/local/sbin", "/usr/sbin", "/sbin"];

    public static bool IsContinuousIntegration =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(SystemFolders)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    public static string Require(string program) =>
        Find(program) ?? throw new InvalidOperationException($"{program} is not installed; {InstallCommand([program])}");

    public static string InstallCommand(IEnumerable<string> programs) => $"install with: apt-get install {string.Join(' ', programs)}";
}
