using AutonomousSdlc.Deployment.Internal;

namespace AutonomousSdlc.Deployment;

/// <summary>Reads environments from YAML files: strictly, with every fault at once.</summary>
/// <remarks>Keys are those of <see cref="DeploymentEnvironment"/> in lower case with underscores; see the package's documentation.</remarks>
public static class DeploymentEnvironmentFile
{
    /// <summary>Reads an environment.</summary>
    /// <param name="path">The file; at most 256 KiB.</param>
    /// <exception cref="DeploymentConfigurationException">The file cannot be read or is not right; every fault names file, line and column.</exception>
    public static DeploymentEnvironment Load(string path)
    {
        var (environment, errors) = TryLoad(path);
        return errors.Count == 0 ? environment : throw new DeploymentConfigurationException(errors);
    }

    internal static (DeploymentEnvironment Environment, IReadOnlyList<string> Errors) TryLoad(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var reader = new EnvironmentReader(path);
        try
        {
            using var file = new StreamReader(path);
            var buffer = new char[EnvironmentReader.MaximumLength + 1];
            var length = file.ReadBlock(buffer);
            return (reader.Read(new string(buffer, 0, length)), reader.Errors);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (new DeploymentEnvironment(), [$"{path}: the file cannot be read: {exception.Message}"]);
        }
    }
}
