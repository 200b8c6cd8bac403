namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

internal enum InstrumentKind
{
    Other = 0,
    Counter,
    ObservableCounter,
    UpDownCounter,
    ObservableUpDownCounter,
    Gauge,
    ObservableGauge,
    Histogram,
}
