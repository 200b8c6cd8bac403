using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace AutonomousSdlc.PackageTests;

/// <summary>Packs each library as built for this test run and looks into the result.</summary>
public sealed class PackedPackageTests : IDisposable
{
    private readonly string _output = Directory.CreateTempSubdirectory("packed-").FullName;

    [Theory]
    [MemberData(nameof(Packages.AllNames), MemberType = typeof(Packages))]
    public async Task A_package_says_what_it_is(string package)
    {
        await PackAsync(package);

        await using var archive = await ZipFile.OpenReadAsync(Directory.GetFiles(_output, $"{package}.*.nupkg").ShouldHaveSingleItem());
        var files = archive.Entries.Select(entry => entry.FullName).ToList();
        var metadata = await MetadataAsync(archive);

        files.ShouldContain($"lib/net10.0/{package}.dll");
        files.ShouldContain($"lib/net10.0/{package}.xml");
        files.ShouldContain("README.md");
        files.ShouldContain("icon.png");
        files.ShouldNotContain(file => file.EndsWith(".pdb", StringComparison.Ordinal));
        metadata["license"].ShouldBe("MIT");
        metadata["readme"].ShouldBe("README.md");
        metadata["icon"].ShouldBe("icon.png");
        metadata["description"].Length.ShouldBeGreaterThan(40);
        metadata["tags"].ShouldNotBeEmpty();
        Directory.GetFiles(_output, $"{package}.*.snupkg").ShouldHaveSingleItem();
    }

    public void Dispose() => Directory.Delete(_output, recursive: true);

    private static async Task<Dictionary<string, string>> MetadataAsync(ZipArchive archive)
    {
        await using var stream = await archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).OpenAsync();
        var document = await XDocument.LoadAsync(stream, LoadOptions.None, CancellationToken.None);
        return document.Root!.Elements().Single().Elements()
            .Where(element => !element.HasElements)
            .ToDictionary(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal);
    }

    private async Task PackAsync(string package)
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Packages.Folder(package),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])["pack", "--no-build", "-c", configuration, "-o", _output, "-v", "q", "-nodeReuse:false"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output + await errors);
    }
}
