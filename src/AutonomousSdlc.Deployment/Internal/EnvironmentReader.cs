using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>Reads an environment file strictly; every fault carries file, line and column.</summary>
internal sealed class EnvironmentReader(string file)
{
    public const int MaximumLength = 256 * 1024;

    private readonly List<string> _errors = [];
    private readonly Dictionary<string, YamlNode> _nodes = new(StringComparer.Ordinal);

    /// <summary>All faults; empty when the environment is usable.</summary>
    public IReadOnlyList<string> Errors => _errors;

    public DeploymentEnvironment Read(string text)
    {
        var environment = new DeploymentEnvironment();
        if (Load(text) is not { } root)
        {
            return environment;
        }

        ReadMapping(root, prefix: string.Empty, environment);
        foreach (var key in new[] { "environment", "service" })
        {
            if (!_nodes.ContainsKey(key))
            {
                Report(root, $"key '{key}' is missing.");
            }
        }

        // A value that could not be read has its own message; its default would only add a false one.
        foreach (var (key, message) in EnvironmentRules.Check(environment))
        {
            if (_nodes.TryGetValue(key, out var node) || !IsRequired(key))
            {
                Report(node ?? root, message);
            }
        }

        return environment;
    }

    private static bool IsRequired(string key) => key is "environment" or "service";

    private YamlMappingNode? Load(string text)
    {
        if (text.Length > MaximumLength)
        {
            _errors.Add($"{file}:1:1: the file has {text.Length} characters; at most {MaximumLength} are read.");
            return null;
        }

        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(text);
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            _errors.Add($"{file}:{exception.Start.Line}:{exception.Start.Column}: {exception.Message}");
            return null;
        }

        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
        {
            return root;
        }

        _errors.Add($"{file}:1:1: the file must hold one mapping of keys to values; it holds {(stream.Documents.Count == 0 ? "nothing" : "something else")}.");
        return null;
    }

    private void ReadMapping(YamlMappingNode mapping, string prefix, DeploymentEnvironment environment)
    {
        foreach (var (keyNode, value) in mapping.Children)
        {
            var key = prefix + ((keyNode as YamlScalarNode)?.Value ?? string.Empty);
            if (EnvironmentKeys.Sections.Contains(key))
            {
                if (value is YamlMappingNode section)
                {
                    ReadMapping(section, key + ".", environment);
                }
                else
                {
                    Report(value, $"'{key}' must be a mapping of keys to values.");
                }
            }
            else if (EnvironmentKeys.Setters.TryGetValue(key, out var set))
            {
                _nodes[key] = value;
                if (value is not YamlScalarNode { Value: { } text })
                {
                    Report(value, $"'{key}' must be a single value.");
                }
                else if (set(environment, text) is { } expected)
                {
                    Report(value, $"'{key}' is '{text}', but must be {expected}.");
                }
            }
            else
            {
                Report(keyNode, $"key '{key}' is unknown. Known here: {EnvironmentKeys.KnownIn(prefix)}.");
            }
        }
    }

    private void Report(YamlNode node, string message) =>
        _errors.Add($"{file}:{node.Start.Line}:{node.Start.Column}: {message}");
}
