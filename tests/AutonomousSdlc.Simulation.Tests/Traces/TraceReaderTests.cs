using System.IO.Compression;
using AutonomousSdlc.Simulation.Traces;

namespace AutonomousSdlc.Simulation.Tests.Traces;

public sealed class TraceReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Returns_the_keys_that_were_written()
    {
        var random = new Random(11);
        foreach (var count in new[] { 1, 2, 8191, 8192, 8193, 40_000 })
        {
            var keys = Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64()).Append(ulong.MaxValue).ToArray();
            var path = _directory.File("round.u64.gz");

            TraceWriter.Write(path, keys).ShouldBe(count + 1);

            TraceReader.ReadKeys(path).ShouldBe(keys);
        }
    }

    [Fact]
    public void Stores_little_endian_64_bit_keys()
    {
        var path = _directory.File("bytes.u64.gz");

        TraceWriter.Write(path, [0x0102]);

        Decompress(path).ShouldBe([2, 1, 0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void Numbers_keys_in_order_of_first_appearance()
    {
        var path = _directory.File("name.u64.gz");
        TraceWriter.Write(path, [900, 5, 900, 7, 5]);

        var trace = TraceReader.Read(path);

        trace.Name.ShouldBe("name");
        trace.Distinct.ShouldBe(3);
        trace.Requests.ToArray().ShouldBe([0, 1, 0, 2, 1]);
    }

    [Fact]
    public void Takes_a_prefix_as_a_trace_of_its_own()
    {
        var trace = RandomTraces.Of(900, 5, 900, 7, 5);

        var head = trace.Take(3);

        head.Distinct.ShouldBe(2);
        head.Requests.ToArray().ShouldBe([0, 1, 0]);
        trace.Take(5).ShouldBeSameAs(trace);
    }

    [Fact]
    public void Names_a_missing_file() => ShouldFail("missing.u64.gz", null, "cannot be read");

    [Fact]
    public void Refuses_an_empty_file() => ShouldFail("empty.u64.gz", [], "is empty");

    [Fact]
    public void Refuses_gzip_of_nothing() => ShouldFail("nothing.u64.gz", Gzip([]), "holds no request");

    [Fact]
    public void Refuses_a_file_that_is_not_gzip()
    {
        ShouldFail("text.u64.gz", "just text"u8.ToArray(), "is not gzip");
        ShouldFail("byte.u64.gz", [0x1F], "is not gzip");
    }

    [Fact]
    public void Refuses_a_length_that_is_not_whole_keys()
    {
        ShouldFail("seven.u64.gz", Gzip(new byte[7]), "decompresses to 7 bytes, which is not a multiple of 8");
        ShouldFail("long.u64.gz", Gzip(new byte[80_001]), "decompresses to 80001 bytes");
    }

    [Fact]
    public void Refuses_a_file_cut_short_anywhere()
    {
        var random = new Random(3);
        var content = new byte[4000];
        random.NextBytes(content);
        var whole = Gzip(content);
        for (var length = 2; length < whole.Length; length += length < whole.Length - 20 ? 97 : 1)
        {
            ShouldFail("cut.u64.gz", whole[..length], "is truncated");
        }
    }

    [Fact]
    public void Refuses_files_joined_into_one()
    {
        var member = Gzip(new byte[800]);

        ShouldFail("joined.u64.gz", [.. member, .. member], "joined from several files");
    }

    [Fact]
    public void Refuses_content_that_contradicts_its_checksum()
    {
        var damaged = Gzip(new byte[800]);
        damaged[^6] ^= 0x10;

        ShouldFail("crc.u64.gz", damaged, "is truncated or damaged");
    }

    [Fact]
    public void Refuses_more_requests_than_allowed()
    {
        var path = _directory.File("long.u64.gz");
        TraceWriter.Write(path, [1, 2, 3, 4]);

        TraceReader.Read(path, maximumRequests: 4).Requests.Length.ShouldBe(4);
        Should.Throw<TraceFormatException>(() => TraceReader.Read(path, maximumRequests: 3)).Cause.ShouldContain("more than 3 requests");
    }

    [Fact]
    public void The_writer_refuses_to_make_an_empty_trace() =>
        Should.Throw<ArgumentException>(() => TraceWriter.Write(_directory.File("none.u64.gz"), []));

    [Fact]
    public void Keeps_a_file_name_without_the_usual_ending() => TraceReader.NameOf("/a/b.gz").ShouldBe("b.gz");

    private void ShouldFail(string name, byte[]? content, string cause)
    {
        var path = _directory.File(name);
        if (content is not null)
        {
            File.WriteAllBytes(path, content);
        }

        var failure = Should.Throw<TraceFormatException>(() => TraceReader.Read(path), $"{name}, {content?.Length} bytes");

        failure.File.ShouldBe(path);
        failure.Cause.ShouldContain(cause);
        failure.Message.ShouldStartWith(path);
    }

    private static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
            gzip.Flush();
        }

        // Nothing written means no gzip header either; a member without content is what is wanted here.
        return content.Length > 0 ? compressed.ToArray() : [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private static byte[] Decompress(string path)
    {
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
