using AutonomousSdlc.Deployment.Internal.Journal;
using AutonomousSdlc.Deployment.Tests.Fixtures;

namespace AutonomousSdlc.Deployment.Tests.Journal;

public sealed class JournalStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly JournalStore _store;

    public JournalStoreTests()
    {
        _store = new JournalStore(Path.Combine(_directory.Path, "not", "yet", "there"), "production", "shop");
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Records_are_there_for_the_next_session_and_for_readers_beside_it()
    {
        _store.Read().Records.ShouldBeEmpty();
        using (var session = _store.Open(100))
        {
            session.Append(JournalKind.Intent, Entry("a", 1));
            _store.Read().Records.Count.ShouldBe(1);
            session.Append(JournalKind.Final, Entry("a", 2));
        }

        using var next = _store.Open(100);
        next.Records.Select(record => record.Entry.Sequence).ShouldBe([1, 2]);
        next.LastEpoch.ShouldBe(3);
        next.WasTorn.ShouldBeFalse();
    }

    [Fact]
    public void A_second_session_is_rejected_until_the_first_ends()
    {
        using (_store.Open(100))
        {
            var exception = Should.Throw<DeploymentInProgressException>(() => _store.Open(100));
            exception.Service.ShouldBe("shop");
            exception.EnvironmentName.ShouldBe("production");
        }

        _store.Open(100).Dispose();
    }

    [Fact]
    public void A_torn_tail_is_cut_off_and_appending_goes_on_behind_the_last_whole_record()
    {
        using (var session = _store.Open(100))
        {
            session.Append(JournalKind.Intent, Entry("a", 1));
            session.Append(JournalKind.Applied, Entry("a", 2));
        }

        using (var file = new FileStream(_store.FilePath, FileMode.Open))
        {
            file.SetLength(file.Length - 5);
        }

        using (var session = _store.Open(100))
        {
            session.WasTorn.ShouldBeTrue();
            session.Append(JournalKind.Final, Entry("a", 9));
        }

        _store.Read().Records.Select(record => record.Entry.Sequence).ShouldBe([1, 9]);
        _store.Read().IsTorn.ShouldBeFalse();
    }

    [Fact]
    public void A_file_cut_within_its_head_starts_anew()
    {
        _store.Open(100).Dispose();
        using (var file = new FileStream(_store.FilePath, FileMode.Open))
        {
            file.SetLength(7);
        }

        using (var session = _store.Open(100))
        {
            session.Append(JournalKind.Intent, Entry("a", 1));
        }

        _store.Read().Records.Count.ShouldBe(1);
    }

    [Fact]
    public void A_damaged_journal_is_refused_and_the_lease_is_free_again()
    {
        using (var session = _store.Open(100))
        {
            session.Append(JournalKind.Intent, Entry("a", 1));
        }

        var bytes = File.ReadAllBytes(_store.FilePath);
        bytes[^8] ^= 4;
        File.WriteAllBytes(_store.FilePath, bytes);

        Should.Throw<DeploymentJournalException>(() => _store.Open(100)).Offset.ShouldBe(JournalFormat.HeaderLength);
        Should.Throw<DeploymentJournalException>(() => _store.Open(100));
        File.ReadAllBytes(_store.FilePath).ShouldBe(bytes);
    }

    [Fact]
    public void Old_deployments_are_dropped_when_there_are_twice_as_many_as_kept()
    {
        using (var session = _store.Open(2))
        {
            foreach (var id in new[] { "a", "b", "c", "d" })
            {
                session.Append(JournalKind.Intent, Entry(id, 1));
                session.Append(JournalKind.Final, Entry(id, 2));
            }
        }

        using (var session = _store.Open(2))
        {
            session.Records.Select(record => record.Entry.DeploymentId).Distinct().ShouldBe(["c", "d"]);
            session.Append(JournalKind.Intent, Entry("e", 1));
        }

        _store.Read().Records.Count.ShouldBe(5);
        Directory.GetFiles(Path.GetDirectoryName(_store.FilePath)!, "*.new").ShouldBeEmpty();
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_a_clear_error()
    {
        var file = Path.Combine(_directory.Path, "file");
        File.WriteAllText(file, string.Empty);
        var store = new JournalStore(file, "production", "shop");

        Should.Throw<DeploymentJournalException>(() => store.Open(1)).Message.ShouldContain("StateDirectory");
    }

    private static JournalEntry Entry(string id, int sequence) =>
        new() { DeploymentId = id, Sequence = sequence, Epoch = 3, At = DateTimeOffset.UnixEpoch };
}
