using AutonomousSdlc.QualityGates;

namespace Samples.QualityGates;

#region readme-gate
public sealed class LicenceHeaderGate : IQualityGate
{
    public GateDescriptor Descriptor { get; } = new("licence") { Name = "Licence header", Required = false };

    public async ValueTask<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var file in SourceFiles.In(context.RootPath))
        {
            var first = await File.ReadLinesAsync(file, cancellationToken).FirstOrDefaultAsync(cancellationToken);
            if (first?.StartsWith("// Copyright", StringComparison.Ordinal) != true)
            {
                findings.Add(new Finding("LICENCE", FindingLevel.Warning, "The file has no licence header.")
                {
                    Locations = [new FindingLocation(file) { StartLine = 1 }],
                });
            }
        }

        var counted = findings.Count(context.Counts);
        return counted == 0
            ? GateResult.Passed("Every file has a licence header.") with { Findings = findings }
            : GateResult.Failed($"{counted} files have no licence header.", findings);
    }
}
#endregion
