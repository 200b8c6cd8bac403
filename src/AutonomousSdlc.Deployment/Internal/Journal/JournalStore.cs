namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>The journal of one service in one environment: a file and, beside it, a lock that is the lease to write it.</summary>
internal sealed class JournalStore(string directory, string environment, string service)
{
    public string FilePath { get; } = Path.Combine(directory, $"{environment}.{service}.journal");

    private string LockPath => FilePath + ".lock";

    /// <summary>Replaces the writer in tests.</summary>
    internal Func<IJournalWriter, IJournalWriter>? Intercept { get; set; }

    /// <summary>Reads without the lease: a record that another process is writing is not there yet.</summary>
    public JournalContent Read()
    {
        if (!File.Exists(FilePath))
        {
            return new JournalContent([], ValidLength: 0, FileLength: 0);
        }

        try
        {
            using var file = new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > JournalFormat.MaximumFileLength)
            {
                throw new DeploymentJournalException(
                    FilePath, 0, $"the file has {file.Length} bytes; at most {JournalFormat.MaximumFileLength} are read.", "Move it away and start with an empty history.");
            }

            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return JournalReader.Parse(bytes, FilePath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentJournalException(
                FilePath, 0, $"the file cannot be read: {exception.Message}", "Give the process access to DeploymentOptions.StateDirectory.", exception);
        }
    }

    /// <summary>Takes the lease, drops a torn tail and old deployments, and opens the journal for appending.</summary>
    /// <exception cref="DeploymentInProgressException">Another deployment holds the lease.</exception>
    public JournalSession Open(int historyLimit)
    {
        FileStream? lease = null;
        try
        {
            Directory.CreateDirectory(directory);
            lease = TakeLease();
            var content = Read();
            if (JournalCompaction.TryCompact(content.Records, historyLimit, out var kept))
            {
                content = Rewrite(kept);
            }

            IJournalWriter writer = new JournalWriter(FilePath, content);
            return new JournalSession(Intercept?.Invoke(writer) ?? writer, lease, content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            lease?.Dispose();
            throw new DeploymentJournalException(
                FilePath, 0, $"the journal cannot be opened: {exception.Message}", "Give the process write access to DeploymentOptions.StateDirectory.", exception);
        }
        catch
        {
            lease?.Dispose();
            throw;
        }
    }

    private FileStream TakeLease()
    {
        try
        {
            // The system releases the lock when the process ends, however it ends; the file itself stays.
            return new FileStream(LockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(LockPath))
        {
            throw new DeploymentInProgressException(service, environment, LockPath);
        }
    }

    private JournalContent Rewrite(IReadOnlyList<JournalRecord> records)
    {
        var temporary = FilePath + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(JournalFormat.EncodeHeader());
            foreach (var record in records)
            {
                file.Write(JournalFormat.Encode(record));
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, FilePath, overwrite: true);
        DirectorySync.Flush(directory);
        return Read();
    }
}
