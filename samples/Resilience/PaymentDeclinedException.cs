namespace ResilienceSample;

internal sealed class PaymentDeclinedException(string message) : Exception(message);
