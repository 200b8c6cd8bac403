namespace AutonomousSdlc.PackageTests;

public sealed class PublicApiTests
{
    private const string UpdateVariable = "UPDATE_PUBLIC_API";

    [Theory]
    [MemberData(nameof(Packages.AllNames), MemberType = typeof(Packages))]
    public void The_public_api_is_the_approved_one(string package)
    {
        var path = Path.Combine(Packages.Folder(package), "PublicApi.txt");
        var actual = PublicApi.Describe(Packages.Load(package));
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, actual);
        }

        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : string.Empty;

        actual.ShouldBe(
            approved,
            $"Approve the change with: {UpdateVariable}=1 dotnet test tests/AutonomousSdlc.PackageTests, and add a line to CHANGELOG.md.");
    }
}
