using AutonomousSdlc.QualityGates.Internal;

namespace AutonomousSdlc.QualityGates.Tests.RealTools;

public sealed class SolutionFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_only_solution_of_a_folder_is_taken()
    {
        var solution = _folder.Write("A.sln", "");
        _folder.Write("A.csproj", "");
        _folder.Write("A.slnf", "");

        SolutionFinder.Find(_folder.FullPath + Path.DirectorySeparatorChar, required: true).ShouldBe(new RunTarget(_folder.FullPath, solution));
    }

    [Fact]
    public void Without_a_solution_the_only_project_is_taken()
    {
        var project = _folder.Write("A.fsproj", "");

        SolutionFinder.Find(_folder.FullPath, required: true).SolutionPath.ShouldBe(project);
    }

    [Fact]
    public void A_named_file_is_taken_without_a_search()
    {
        _folder.Write("A.sln", "");
        var filter = _folder.Write("sub/B.slnf", "");

        SolutionFinder.Find(filter, required: true).ShouldBe(new RunTarget(Path.Combine(_folder.FullPath, "sub"), filter));
    }

    [Theory]
    [InlineData(new[] { "A.sln", "B.slnx" }, "has 2 solutions: A.sln, B.slnx. Name one of them as the path.")]
    [InlineData(new[] { "A.csproj", "B.vbproj" }, "has 2 projects and no solution: A.csproj, B.vbproj. Name one of them as the path.")]
    public void Several_candidates_are_an_error_that_names_them(string[] files, string message)
    {
        foreach (var file in files)
        {
            _folder.Write(file, "");
        }

        var error = Should.Throw<SolutionDiscoveryException>(() => SolutionFinder.Find(_folder.FullPath, required: true));

        error.Message.ShouldBe($"Folder '{_folder.FullPath}' {message}");
        error.Candidates.ShouldBe(files);
        error.Path.ShouldBe(_folder.FullPath);
    }

    [Fact]
    public void No_candidate_is_an_error_with_a_remedy()
    {
        _folder.Write("sub/A.csproj", "");

        var error = Should.Throw<SolutionDiscoveryException>(() => SolutionFinder.Find(_folder.FullPath, required: true));

        error.Message.ShouldContain(_folder.FullPath);
        error.Message.ShouldContain("dotnet new sln");
        error.Candidates.ShouldBeEmpty();
        SolutionFinder.Find(_folder.FullPath, required: false).SolutionPath.ShouldBeNull();
    }

    [Fact]
    public void A_file_that_is_no_solution_is_an_error() =>
        Should.Throw<SolutionDiscoveryException>(() => SolutionFinder.Find(_folder.Write("A.txt", ""), required: true)).Message.ShouldContain(".slnx");
}
