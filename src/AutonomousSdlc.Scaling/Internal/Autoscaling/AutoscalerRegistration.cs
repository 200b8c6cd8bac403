namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Marks an autoscaler that the host starts.</summary>
internal sealed record AutoscalerRegistration(string Name);
