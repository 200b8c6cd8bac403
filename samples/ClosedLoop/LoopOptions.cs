namespace ClosedLoop;

/// <summary>What the command line asks for.</summary>
/// <param name="Seed">Seed of the demand, of the balancers and of the defect.</param>
/// <param name="Headless">Plain lines although the output is a terminal.</param>
/// <param name="Trace">Trace to replay; null for the recording of the project.</param>
/// <param name="Json">File for the scorecard; null for none.</param>
internal sealed record LoopOptions(int Seed, bool Headless, string? Trace, string? Json);
