using AutonomousSdlc.Resilience;

namespace ResilienceSample;

internal static class PaymentKeys
{
    public static GuardKey<string> Merchant { get; } = new("merchant");
}
