namespace Samples.QualityGates;

/// <summary>A solution of a console project and a test project in the temporary folder, shielded from build files above it.</summary>
internal sealed class TinyRepository : IDisposable
{
    // The versions of this repository's Directory.Packages.props, which any machine that built it has.
    public const string TestSdkVersion = "18.11.0";
    public const string XunitVersion = "2.9.3";
    public const string XunitRunnerVersion = "3.1.5";

    private const string Header = "// Copyright (c) the authors of the tiny repository.";

    private TinyRepository(string path) => Path = path;

    public string Path { get; }

    public static TinyRepository Create()
    {
        var repository = new TinyRepository(Directory.CreateTempSubdirectory("tiny-repository-").FullName);
        repository.WriteBuildFiles();
        repository.WriteSources();
        return repository;
    }

    public void Write(string path, string content)
    {
        var full = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content.ReplaceLineEndings("\n"));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void WriteBuildFiles()
    {
        Write(
            "Directory.Build.props",
            """
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
            </Project>
            """);
        Write("Directory.Build.targets", "<Project />\n");
        Write("Directory.Packages.props", "<Project />\n");
        Write(".editorconfig", "root = true\n\n[*.cs]\nindent_style = space\nindent_size = 4\nend_of_line = lf\n");
        Write(
            "Tiny.slnx",
            """
            <Solution>
              <Project Path="src/Tiny/Tiny.csproj" />
              <Project Path="tests/Tiny.Tests/Tiny.Tests.csproj" />
            </Solution>
            """);
        Write(
            "src/Tiny/Tiny.csproj",
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
              </PropertyGroup>
            </Project>
            """);
        Write(
            "tests/Tiny.Tests/Tiny.Tests.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <ProjectReference Include="../../src/Tiny/Tiny.csproj" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="{TestSdkVersion}" />
                <PackageReference Include="xunit" Version="{XunitVersion}" />
                <PackageReference Include="xunit.runner.visualstudio" Version="{XunitRunnerVersion}" />
              </ItemGroup>
            </Project>
            """);
    }

    private void WriteSources()
    {
        Write("src/Tiny/Program.cs", $"{Header}\nConsole.WriteLine(Tiny.Adder.Add(1, 2));\n");
        Write(
            "src/Tiny/Adder.cs",
            $$"""
            {{Header}}
            namespace Tiny;

            public static class Adder
            {
                public static int Add(int left, int right) => left + right;
            }

            """);
        Write(
            "tests/Tiny.Tests/AdderTests.cs",
            $$"""
            {{Header}}
            using Xunit;

            namespace Tiny.Tests;

            public class AdderTests
            {
                [Fact]
                public void Adds() => Assert.Equal(3, Adder.Add(1, 2));
            }

            """);
    }
}
