namespace AutonomousSdlc.Scaling.Internal.Policies;

internal enum EjectionAction
{
    /// <summary>Stay as it is.</summary>
    None = 0,

    /// <summary>Take the node out.</summary>
    Eject,

    /// <summary>The node deserves it, but the cap on the ejected share is reached; told once per streak.</summary>
    Suppress,
}
