namespace ResilienceSample;

internal sealed record Receipt(string Number)
{
    public static Receipt Queued { get; } = new("queued");
}
