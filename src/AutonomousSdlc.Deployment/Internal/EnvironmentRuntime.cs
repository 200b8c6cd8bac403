namespace AutonomousSdlc.Deployment.Internal;

/// <summary>The parts that act on one service in one environment.</summary>
internal sealed record EnvironmentRuntime(IDeploymentTarget Target, ITrafficRouter Router, IHealthProbe Probe);
