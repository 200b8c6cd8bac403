using Microsoft.Extensions.DependencyInjection;

namespace AutonomousSdlc.QualityGates;

/// <summary>Chooses the gates of an engine.</summary>
public sealed class QualityGatesBuilder
{
    internal QualityGatesBuilder(IServiceCollection services, string name)
    {
        Services = services;
        Name = name;
    }

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Name of the engine and its options.</summary>
    /// <value>Empty for the engine without a name.</value>
    public string Name { get; }
}
