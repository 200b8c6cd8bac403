namespace AutonomousSdlc.Deployment.Internal.Journal;

/// <summary>Appends to a journal with one write and one fsync per record.</summary>
internal sealed class JournalWriter : IJournalWriter
{
    private readonly FileStream _file;
    private readonly string _path;
    private bool _broken;

    public JournalWriter(string path, JournalContent content)
    {
        _path = path;
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            if (content.ValidLength == 0)
            {
                _file.SetLength(0);
                _file.Write(JournalFormat.EncodeHeader());
            }
            else
            {
                _file.SetLength(content.ValidLength);
                _file.Seek(0, SeekOrigin.End);
            }

            _file.Flush(flushToDisk: true);
            DirectorySync.Flush(Path.GetDirectoryName(path)!);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    public void Append(JournalRecord record)
    {
        var offset = _file.Position;
        if (_broken)
        {
            throw new DeploymentJournalException(_path, offset, "an earlier write failed.", "Recover in a new session: what is on the disk is unknown to this one.");
        }

        try
        {
            _file.Write(JournalFormat.Encode(record));
            _file.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            // After a failed fsync the kernel may drop the dirty pages and report success the next time.
            _broken = true;
            throw new DeploymentJournalException(
                _path, offset, $"a record cannot be written: {exception.Message}", "Free space or repair the disk, then call RecoverAsync.", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
