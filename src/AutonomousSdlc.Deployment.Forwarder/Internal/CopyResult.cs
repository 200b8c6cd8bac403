namespace AutonomousSdlc.Deployment.Forwarder.Internal;

/// <summary>The end of a copy and, unless it is complete, what ended it.</summary>
internal readonly record struct CopyResult(CopyEnd End, Exception? Error);
