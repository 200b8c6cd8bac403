namespace AutonomousSdlc.Deployment.Tests.Fixtures;

/// <param name="record">Number of the record at which the power is cut, from 1; 0 for never.</param>
/// <param name="writeFirst">Whether that record still reaches the disk.</param>
internal sealed class PowerCutPoint(int record, bool writeFirst)
{
    public int Record => record;

    public bool WriteFirst => writeFirst;

    public int Written { get; set; }

    public bool IsCut { get; set; }
}
