namespace AutonomousSdlc.Deployment;

/// <summary>One instance in a slot.</summary>
/// <param name="Id">Identity that is unique in the target and never used again.</param>
/// <param name="Address">Base address that answers requests, for example <c>http://127.0.0.1:5001/</c>.</param>
/// <param name="State">What the target knows about it.</param>
public sealed record SlotInstance(string Id, Uri Address, SlotInstanceState State);
