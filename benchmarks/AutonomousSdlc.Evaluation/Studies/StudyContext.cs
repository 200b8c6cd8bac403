using System.CommandLine;
using AutonomousSdlc.Evaluation.Output;

namespace AutonomousSdlc.Evaluation.Studies;

/// <summary>What a study gets to run with.</summary>
/// <param name="Arguments">Values of the study's own options.</param>
/// <param name="Seed">Seed of everything decided by chance.</param>
/// <param name="Quick">Whether a smaller run was asked for.</param>
/// <param name="Progress">Where to say how far the study is.</param>
internal sealed record StudyContext(ParseResult Arguments, int Seed, bool Quick, ProgressLine Progress);
