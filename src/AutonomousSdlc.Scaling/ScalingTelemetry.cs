namespace AutonomousSdlc.Scaling;

/// <summary>Names of the meter, instruments and tags of this package, for dashboards and exporters.</summary>
public static partial class ScalingTelemetry
{
    /// <summary>Name of the meter that owns every instrument of this package.</summary>
    public const string MeterName = "AutonomousSdlc.Scaling";
}
