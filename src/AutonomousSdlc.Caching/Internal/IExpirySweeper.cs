namespace AutonomousSdlc.Caching.Internal;

/// <summary>What the expiry timer wakes.</summary>
internal interface IExpirySweeper
{
    void Sweep();
}
