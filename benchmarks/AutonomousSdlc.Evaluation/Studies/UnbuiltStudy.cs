using System.CommandLine;

namespace AutonomousSdlc.Evaluation.Studies;

/// <summary>A study of the contract that does not exist yet: its command line is checked, and running it says so.</summary>
internal sealed class UnbuiltStudy(string name, string description, params Option[] options) : IStudy
{
    public string Name => name;

    public string Description => $"{description} Not built yet.";

    public IReadOnlyList<Option> Options => options;

    public StudyReport? Run(StudyContext context, CancellationToken cancellationToken) => null;
}
