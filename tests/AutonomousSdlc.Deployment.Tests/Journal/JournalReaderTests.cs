using System.Buffers.Binary;
using AutonomousSdlc.Deployment.Internal.Journal;

namespace AutonomousSdlc.Deployment.Tests.Journal;

public sealed class JournalReaderTests
{
    private const string Path = "production.shop.journal";

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_cut_at_any_byte_leaves_the_records_before_it()
    {
        var records = Sample(5);
        var bytes = Encode(records);
        var ends = Ends(records);
        for (var length = 0; length <= bytes.Length; length++)
        {
            var content = JournalReader.Parse(bytes.AsSpan(0, length), Path);

            var whole = ends.Count(end => end <= length);
            content.Records.Select(record => record.Entry).ShouldBe(records.Take(whole).Select(record => record.Entry));
            content.IsTorn.ShouldBe(length != 0 && !ends.Contains(length) && length != JournalFormat.HeaderLength);
            content.ValidLength.ShouldBe(length < JournalFormat.HeaderLength ? 0 : whole == 0 ? JournalFormat.HeaderLength : ends[whole - 1]);
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_is_refused_with_file_offset_and_remedy()
    {
        var bytes = Encode(Sample(3));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            var exception = Should.Throw<DeploymentJournalException>(() => { JournalReader.Parse(bytes, Path); }, $"bit {bit}");
            exception.Message.ShouldContain(Path);
            exception.JournalPath.ShouldBe(Path);
            exception.Offset.ShouldBeLessThanOrEqualTo(bit / 8);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_tail_of_zeros_is_torn_and_not_damaged()
    {
        var records = Sample(2);
        byte[] bytes = [.. Encode(records), .. new byte[100]];

        var content = JournalReader.Parse(bytes, Path);

        content.Records.Count.ShouldBe(2);
        content.IsTorn.ShouldBeTrue();
    }

    [Fact]
    public void A_foreign_file_is_refused_whatever_its_length()
    {
        foreach (var text in new[] { "x", "not a journal", "a longer file that is certainly no journal of ours" })
        {
            var exception = Should.Throw<DeploymentJournalException>(() => { JournalReader.Parse(System.Text.Encoding.UTF8.GetBytes(text), Path); });
            exception.Message.ShouldContain("not a deployment journal");
            exception.Message.ShouldContain("StateDirectory");
        }
    }

    [Fact]
    public void A_newer_format_is_refused_by_its_version()
    {
        var bytes = Encode(Sample(1));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Crc32C.Compute(bytes.AsSpan(0, 12)));

        Should.Throw<DeploymentJournalException>(() => { JournalReader.Parse(bytes, Path); }).Message.ShouldContain("format version 2");
    }

    [Fact]
    public void An_unknown_kind_and_a_payload_that_is_no_entry_are_refused()
    {
        var foreignKind = Encode(Sample(0)).Concat(JournalFormat.Encode(new JournalRecord((JournalKind)99, Entry(1)))).ToArray();
        Should.Throw<DeploymentJournalException>(() => { JournalReader.Parse(foreignKind, Path); }).Message.ShouldContain("kind 99");

        var payload = "null"u8.ToArray();
        var record = new byte[JournalFormat.RecordHeadLength + payload.Length + JournalFormat.RecordTailLength];
        BinaryPrimitives.WriteInt32LittleEndian(record, payload.Length);
        record[4] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Crc32C.Compute(record.AsSpan(0, 8)));
        payload.CopyTo(record, JournalFormat.RecordHeadLength);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(JournalFormat.RecordHeadLength + payload.Length), Crc32C.Compute(payload));
        byte[] bytes = [.. JournalFormat.EncodeHeader(), .. record];
        Should.Throw<DeploymentJournalException>(() => { JournalReader.Parse(bytes, Path); }).Message.ShouldContain("cannot be understood");
    }

    [Fact]
    public void A_record_that_claims_more_than_the_limit_is_refused()
    {
        var head = new byte[JournalFormat.RecordHeadLength];
        BinaryPrimitives.WriteInt32LittleEndian(head, JournalFormat.MaximumPayloadLength + 1);
        head[4] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), Crc32C.Compute(head.AsSpan(0, 8)));
        byte[] bytes = [.. JournalFormat.EncodeHeader(), .. head];

        Should.Throw<DeploymentJournalException>(() => { JournalReader.Parse(bytes, Path); }).Message.ShouldContain("claims");
    }

    [Fact]
    public void A_payload_above_the_limit_is_not_written()
    {
        var entry = Entry(1) with { Message = new string('x', JournalFormat.MaximumPayloadLength) };

        Should.Throw<DeploymentException>(() => { JournalFormat.Encode(new JournalRecord(JournalKind.Intent, entry)); }).Message.ShouldContain("limit");
    }

    private static List<JournalRecord> Sample(int count) =>
        [.. Enumerable.Range(1, count).Select(number => new JournalRecord((JournalKind)(1 + (number % 6)), Entry(number)))];

    private static JournalEntry Entry(int number) => new()
    {
        DeploymentId = "d",
        Sequence = number,
        Epoch = 7,
        At = Start,
        Step = "switch",
        Message = $"Message {number} with ünicode",
    };

    private static byte[] Encode(List<JournalRecord> records) =>
        [.. JournalFormat.EncodeHeader(), .. records.SelectMany(record => JournalFormat.Encode(record))];

    private static List<int> Ends(List<JournalRecord> records)
    {
        var offset = JournalFormat.HeaderLength;
        return [.. records.Select(record => offset += JournalFormat.Encode(record).Length)];
    }
}
