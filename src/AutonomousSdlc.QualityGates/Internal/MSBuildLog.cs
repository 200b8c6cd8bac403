using AutonomousSdlc.QualityGates.Internal.Policies;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>A log file of errors and warnings only, complete however long the console output is.</summary>
internal sealed class MSBuildLog(ScratchFolder folder)
{
    private readonly string _path = folder.File("diagnostics.log");

    public string Argument => $"-fileLoggerParameters:LogFile={_path};Verbosity=quiet;NoSummary;Encoding=UTF-8";

    public IReadOnlyList<Finding> Read() => File.Exists(_path) ? MSBuildDiagnosticParser.Parse(File.ReadLines(_path)) : [];
}
