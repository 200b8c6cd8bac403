namespace AutonomousSdlc.Resilience;

/// <summary>Names a value that travels with a <see cref="GuardCall"/>. Two keys are the same only if they are the same object.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
/// <param name="name">Name for people who debug.</param>
public sealed class GuardKey<T>(string name)
{
    /// <summary>Name for people who debug.</summary>
    public string Name { get; } = name;

    /// <inheritdoc />
    public override string ToString() => Name;
}
