using System.CommandLine;

namespace AutonomousSdlc.Evaluation.Studies;

/// <summary>One study: a subcommand with its own options that returns rows. Register it in <see cref="StudyRegistry"/>.</summary>
internal interface IStudy
{
    string Name { get; }

    string Description { get; }

    /// <summary>The study's own options; --seed, --json and --quick are common to all.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>Runs to the end.</summary>
    /// <returns>The rows, or null when the study is not built yet.</returns>
    /// <exception cref="BadInputException">An argument or a file cannot be used.</exception>
    StudyReport? Run(StudyContext context, CancellationToken cancellationToken);
}
