namespace AutonomousSdlc.Evaluation.Timing;

/// <summary>Reads what the process has used so far.</summary>
internal interface IUsageMeter
{
    Usage Read();
}
