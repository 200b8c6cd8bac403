namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>A signal that an instrument gives. Equal descriptions share a reader across a change of options.</summary>
internal sealed class MeterSignal(string meter, string instrument, MeterReading reading) : Signal(instrument), IEquatable<MeterSignal>
{
    public string Meter => meter;

    public MeterReading Reading => reading;

    public bool Equals(MeterSignal? other) =>
        other is not null && Name == other.Name && Meter == other.Meter && Reading == other.Reading;

    public override bool Equals(object? obj) => Equals(obj as MeterSignal);

    public override int GetHashCode() => HashCode.Combine(Name, Meter, Reading);

    internal override ISignalReader Open(TimeProvider time) => new MeterSignalReader(this, time);
}
