namespace ClosedLoop;

/// <summary>What the exit codes of the program say.</summary>
internal static class ExitCodes
{
    public const int PromisesKept = 0;
    public const int PromiseBroken = 1;
    public const int BadInput = 2;
    public const int Interrupted = 130;
}
