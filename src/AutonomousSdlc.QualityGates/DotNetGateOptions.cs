using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates;

/// <summary>Options of the gates that use the .NET SDK. A run reads them when it starts; a change is live for the next run.</summary>
public sealed class DotNetGateOptions
{
    /// <summary>The <c>dotnet</c> program.</summary>
    /// <value>Default: the one that runs this process (<c>DOTNET_HOST_PATH</c>), otherwise <c>dotnet</c> from the PATH. Live.</value>
    [Required]
    public string DotNetPath { get; set; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <summary>
    /// Whether restore must leave <c>packages.lock.json</c> files as they are and fails when they are out of date. Without it
    /// restore rewrites them.
    /// </summary>
    /// <value>Default: <see langword="true"/>. Where a project asks for a lock file that does not exist yet, restore creates it. Live.</value>
    public bool LockedRestore { get; set; } = true;

    /// <summary>Options of <see cref="BuildGate"/>.</summary>
    [ValidateObjectMembers]
    public BuildGateOptions Build { get; set; } = new();

    /// <summary>Options of <see cref="FormatGate"/>.</summary>
    [ValidateObjectMembers]
    public FormatGateOptions Format { get; set; } = new();

    /// <summary>Options of <see cref="TestGate"/>.</summary>
    [ValidateObjectMembers]
    public TestGateOptions Test { get; set; } = new();
}
