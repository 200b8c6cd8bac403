using System.Text;
using AutonomousSdlc.Shared.Processes;

namespace AutonomousSdlc.Scaling.Tests.Processes;

public sealed class LineSplitterTests
{
    [Fact]
    public void Any_cut_into_chunks_gives_the_same_lines()
    {
        const string Text = "first\r\nzwölf 🚀 Zeilen\n\nlast without break";
        var bytes = Encoding.UTF8.GetBytes(Text);
        for (var size = 1; size <= bytes.Length; size++)
        {
            var lines = new List<string>();
            var splitter = new LineSplitter(lines.Add, 100);
            foreach (var chunk in bytes.Chunk(size))
            {
                splitter.Push(chunk);
            }

            splitter.Complete();
            lines.ShouldBe(["first", "zwölf 🚀 Zeilen", "", "last without break"]);
        }
    }

    [Fact]
    public void Long_lines_are_cut_and_the_next_line_is_whole()
    {
        var lines = new List<string>();
        var splitter = new LineSplitter(lines.Add, 5);
        splitter.Push(Encoding.UTF8.GetBytes(new string('x', 20_000)));
        splitter.Push("\nabc\n"u8);
        splitter.Complete();

        lines.ShouldBe(["xxxxx", "abc"]);
    }

    [Fact]
    public void Invalid_bytes_become_replacement_characters()
    {
        var lines = new List<string>();
        var splitter = new LineSplitter(lines.Add, 50);
        splitter.Push([(byte)'a', 0xFF, (byte)'b', (byte)'\n']);

        lines.ShouldBe(["a\uFFFDb"]);
    }
}
