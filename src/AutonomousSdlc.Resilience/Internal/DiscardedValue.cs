namespace AutonomousSdlc.Resilience.Internal;

/// <summary>Disposes a failed value that a retry or a fallback replaces: nobody else will ever see it.</summary>
internal static class DiscardedValue
{
    public static void Dispose<T>(T? value)
    {
        try
        {
            (value as IDisposable)?.Dispose();
        }
        catch (Exception)
        {
            // A value that cannot be disposed is no reason to fail the call that replaces it.
        }
    }
}
