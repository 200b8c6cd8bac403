using System.Text.Json;

namespace AutonomousSdlc.QualityGates.Internal;

/// <summary>Which runner <c>dotnet test</c> uses, which <c>global.json</c> decides.</summary>
internal static class TestRunnerChoice
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <returns>Path of the file that chooses Microsoft.Testing.Platform, or <see langword="null"/>.</returns>
    public static string? UsesTestingPlatform(string folder)
    {
        for (var directory = new DirectoryInfo(folder); directory is not null; directory = directory.Parent)
        {
            var file = Path.Combine(directory.FullName, "global.json");
            if (File.Exists(file))
            {
                return Chooses(File.ReadAllBytes(file)) ? file : null;
            }
        }

        return null;
    }

    internal static bool Chooses(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("test", out var test)
                && test.ValueKind is JsonValueKind.Object
                && test.TryGetProperty("runner", out var runner)
                && runner.ValueKind is JsonValueKind.String
                && runner.GetString()!.Contains("Testing.Platform", StringComparison.OrdinalIgnoreCase);
        }
        catch (JsonException)
        {
            // The SDK refuses such a file itself, with its own message.
            return false;
        }
    }
}
