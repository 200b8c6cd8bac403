namespace AutonomousSdlc.Tests.Shared;

/// <summary>
/// A test that needs programs which are not part of the .NET SDK. Without them it is skipped with the reason on a
/// developer's machine, and runs (and so fails) in CI.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute(params string[] programs)
    {
        Programs = programs;
        var missing = programs.Where(p => ServerProgram.Find(p) is null).ToArray();
        if (missing.Length > 0 && !ServerProgram.IsContinuousIntegration)
        {
            Skip = $"Needs {string.Join(" and ", missing)}: {ServerProgram.InstallCommand(missing)}";
        }
    }

    public IReadOnlyList<string> Programs { get; }
}
