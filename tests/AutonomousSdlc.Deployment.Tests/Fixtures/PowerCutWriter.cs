using AutonomousSdlc.Deployment.Internal.Journal;

namespace AutonomousSdlc.Deployment.Tests.Fixtures;

/// <summary>Cuts the power at one record: before it is written, or after.</summary>
internal sealed class PowerCutWriter(IJournalWriter inner, PowerCutPoint point) : IJournalWriter
{
    public void Append(JournalRecord record)
    {
        if (point.IsCut)
        {
            throw new PowerCutException();
        }

        point.Written++;
        if (point.Written == point.Record)
        {
            point.IsCut = true;
            if (point.WriteFirst)
            {
                inner.Append(record);
            }

            throw new PowerCutException();
        }

        inner.Append(record);
    }

    public void Dispose() => inner.Dispose();
}
