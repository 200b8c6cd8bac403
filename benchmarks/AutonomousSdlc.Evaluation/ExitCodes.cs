namespace AutonomousSdlc.Evaluation;

/// <summary>The program's exit codes; part of the contract in docs/evidence/README.md.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A defect of the program itself.</summary>
    public const int Failure = 1;

    /// <summary>Arguments or input files cannot be used; the message names file or argument, cause and remedy.</summary>
    public const int BadInput = 2;

    /// <summary>The study is part of the contract but does not exist yet.</summary>
    public const int NotBuilt = 3;

    /// <summary>Stopped by the user.</summary>
    public const int Cancelled = 130;
}
