namespace AutonomousSdlc.Simulation.Tests.Models;

/// <summary>An obviously correct, slow cache over plain lists.</summary>
internal interface IModel
{
    int Count { get; }

    bool Access(int key);
}
