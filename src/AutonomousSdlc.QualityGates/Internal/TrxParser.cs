using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using AutonomousSdlc.QualityGates.Internal.Policies;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Reads a result file of <c>dotnet test --logger trx</c>, element by element, so that its size does not matter.</summary>
internal static class TrxParser
{
    private const int MaxFailures = 10_000;
    private const string FailedRule = "TEST-FAILED";
    private const string DeterministicRoot = "/_/";

    /// <exception cref="QualityGateException">The file is not a result file, or is cut short.</exception>
    public static TestSummary Parse(string path, string rootPath)
    {
        using var stream = File.OpenRead(path);
        return Parse(stream, path, rootPath);
    }

    /// <exception cref="QualityGateException">The file is not a result file, or is cut short.</exception>
    public static TestSummary Parse(Stream stream, string name, string rootPath)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true };
        try
        {
            using var reader = XmlReader.Create(stream, settings);
            return Read(reader, rootPath) ?? throw new QualityGateException($"Result file '{name}' has no counters, so that it is not known how many tests ran.");
        }
        catch (XmlException exception)
        {
            throw new QualityGateException($"Result file '{name}' cannot be read: {exception.Message}", exception);
        }
    }

    private static TestSummary? Read(XmlReader reader, string rootPath)
    {
        var failures = new List<Finding>();
        TestSummary? counters = null;
        var aborted = false;
        string? error = null;
        reader.MoveToContent();
        while (!reader.EOF)
        {
            switch (reader.NodeType is XmlNodeType.Element ? reader.LocalName : "")
            {
                case "UnitTestResult" when reader.GetAttribute("outcome") is "Failed" or "Error" or "Timeout" or "Aborted" && failures.Count < MaxFailures:
                    failures.Add(ToFinding((XElement)XNode.ReadFrom(reader), rootPath));
                    continue;
                case "ResultSummary":
                    aborted = reader.GetAttribute("outcome") is "Aborted" or "Error" or "Failed";
                    break;
                case "Counters":
                    counters = Counters(reader);
                    break;
                case "RunInfo" when reader.GetAttribute("outcome") is "Error" or "Failed":
                    error ??= StackTrace.FirstLine(((XElement)XNode.ReadFrom(reader)).Value.Trim());
                    continue;
            }

            reader.Read();
        }

        return counters is null ? null : counters with
        {
            Failures = failures,
            Aborted = aborted && counters.Failed == 0 ? error ?? "The result file does not say why." : null,
        };
    }

    private static TestSummary Counters(XmlReader reader) => new()
    {
        Files = 1,
        Total = Number(reader, "total"),
        Executed = Number(reader, "executed"),
        Passed = Number(reader, "passed"),
        Failed = Number(reader, "failed") + Number(reader, "error") + Number(reader, "timeout") + Number(reader, "aborted"),
    };

    private static int Number(XmlReader reader, string attribute) =>
        int.TryParse(reader.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Finding ToFinding(XElement result, string rootPath)
    {
        var test = (string?)result.Attribute("testName") ?? "a test without a name";
        var message = Descendant(result, "Message");
        var place = StackTrace.Places(Descendant(result, "StackTrace")).Select(frame => InRepository(frame, rootPath)).FirstOrDefault(frame => frame is not null);
        return new Finding(FailedRule, FindingLevel.Error, $"{test}: {StackTrace.Shorten(message)}")
        {
            Locations = place is null ? [] : [place],
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["test"] = test },
        };
    }

    /// <summary>Frames of libraries have source lines too, on the machine that built them. A deterministic build writes the root as <c>/_/</c>.</summary>
    private static FindingLocation? InRepository(FindingLocation frame, string rootPath)
    {
        var path = frame.Path.StartsWith(DeterministicRoot, StringComparison.Ordinal) ? frame.Path[DeterministicRoot.Length..] : ReportPath.Normalize(frame.Path, rootPath);
        return !Path.IsPathRooted(path) && File.Exists(ReportPath.ToFullPath(path, rootPath)) ? frame with { Path = path } : null;
    }

    private static string Descendant(XElement element, string name) =>
        element.Descendants().FirstOrDefault(child => string.Equals(child.Name.LocalName, name, StringComparison.Ordinal))?.Value ?? "";
}
