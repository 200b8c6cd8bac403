using AutonomousSdlc.QualityGates.Internal.Policies;

namespace AutonomousSdlc.QualityGates.Tests.Policies;

public sealed class GitDiffTests
{
    [Fact]
    public void New_lines_are_read_by_file()
    {
        const string Diff = """
            diff --git a/src/A.cs b/src/A.cs
            index 111..222 100644
            --- a/src/A.cs
            +++ b/src/A.cs
            @@ -3 +3 @@ class A
            -old
            +new
            @@ -10,0 +11,2 @@
            +one
            +two
            @@ -20,2 +22,0 @@
            -gone
            -too
            diff --git a/with space.cs b/with space.cs
            --- /dev/null
            +++ b/with space.cs	
            @@ -0,0 +1,3 @@
            +++ b/not a header
            +@@ -1 +9,9 @@
            +three
            \ No newline at end of file
            diff --git a/gone.cs b/gone.cs
            --- a/gone.cs
            +++ /dev/null
            @@ -1 +0,0 @@
            -x
            diff --git a/picture.png b/picture.png
            Binary files a/picture.png and b/picture.png differ

            """;

        var files = GitDiff.Parse(Diff);

        files.Keys.ShouldBe(["src/A.cs", "with space.cs"]);
        files["src/A.cs"].ShouldBe([new LineRange(3, 3), new LineRange(11, 12)]);
        files["with space.cs"].ShouldBe([new LineRange(1, 3)]);
    }

    [Fact]
    public void Line_ends_inside_content_do_not_shift_the_count()
    {
        var files = GitDiff.Parse("diff --git a/A b/A\n--- a/A\n+++ b/A\n@@ -1,0 +2 @@\n+a\rb\fc\u0085d\u2028e\n@@ -5,0 +7 @@\n+x\n");

        files["A"].ShouldBe([new LineRange(2, 2), new LineRange(7, 7)]);
    }

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(3, 3, true)]
    [InlineData(4, 4, false)]
    [InlineData(1, 1, false)]
    [InlineData(0, 0, true)]
    [InlineData(1, 9, true)]
    public void A_place_is_new_when_it_touches_a_new_line(int start, int end, bool expected)
    {
        var changes = new ChangedLines(new Dictionary<string, IReadOnlyList<LineRange>>(StringComparer.Ordinal) { ["src/A.cs"] = [new LineRange(2, 3)] });

        changes.Contains(new FindingLocation("/repo/src/A.cs") { StartLine = start, EndLine = end }, "/repo").ShouldBe(expected);
        changes.Contains(new FindingLocation("src/A.cs") { StartLine = start, EndLine = end }, "/repo").ShouldBe(expected);
        changes.Contains(new FindingLocation("src/B.cs") { StartLine = start, EndLine = end }, "/repo").ShouldBeFalse();
        changes.Files.ShouldBe(["src/A.cs"]);
    }
}
