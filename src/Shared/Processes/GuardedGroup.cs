namespace AutonomousSdlc.Shared.Processes;

/// <summary>One child's registration with the <see cref="ProcessGuardian"/>; disposing it ends the registration.</summary>
internal sealed class GuardedGroup : IDisposable
{
    /// <summary>Tells the guardian the child's process group, which is the child's own id.</summary>
    public void Announce(int group) => ProcessGuardian.Announce(this, group);

    public void Dispose() => ProcessGuardian.Release(this);
}
