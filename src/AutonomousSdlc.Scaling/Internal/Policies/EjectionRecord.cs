namespace AutonomousSdlc.Scaling.Internal.Policies;

/// <summary>What <see cref="EjectionPolicy"/> remembers of a node. Times are since an origin that the caller keeps.</summary>
internal sealed class EjectionRecord
{
    /// <summary>Weighted failures in a row.</summary>
    public int Streak { get; set; }

    /// <summary>Doublings that the next ejection starts from.</summary>
    public int Severity { get; set; }

    public bool IsEjected { get; set; }

    /// <summary>Back after an ejection and without a success since.</summary>
    public bool IsOnProbation { get; set; }

    public TimeSpan Since { get; set; }

    public TimeSpan Until { get; set; }

    /// <summary>Whether the streak was already reported as held back by the cap.</summary>
    public bool IsSuppressed { get; set; }

    /// <summary>Whether a success would change anything.</summary>
    public bool IsWatched => !IsEjected && (Streak > 0 || IsOnProbation);
}
