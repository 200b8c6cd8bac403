using AutonomousSdlc.Deployment.Internal.Journal;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.Deployment.Internal;

/// <summary>The configured environments, with the parts that act on them made once each.</summary>
internal sealed class EnvironmentSet(
    DeploymentComposition composition,
    IOptionsMonitor<DeploymentOptions> options,
    string optionsName,
    IServiceProvider provider) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Environment, string Service), EnvironmentRuntime> _runtimes = [];
    private readonly Dictionary<(string Environment, string Service), JournalStore> _stores = [];
    private readonly string _stateDirectory = options.Get(optionsName).StateDirectory;
    private IHealthProbe? _probe;

    public DeploymentOptions Options => options.Get(optionsName);

    /// <summary>Replaces journal writers in tests.</summary>
    internal Func<IJournalWriter, IJournalWriter>? Intercept { get; set; }

    /// <exception cref="DeploymentConfigurationException">There is no such environment, or the request is not usable.</exception>
    public DeploymentEnvironment Find(DeploymentRequest request)
    {
        var errors = RequestRules.Check(request).ToList();
        var environments = Options.Environments;
        var found = environments.FirstOrDefault(one => one.Name == request.Environment && one.Service == request.Service);
        if (found is null)
        {
            var known = environments.Count == 0 ? "none" : string.Join(", ", environments.Select(one => $"{one.Service} in {one.Name}"));
            errors.Add($"Service '{request.Service}' has no environment '{request.Environment}'; configured: {known}. Add one with AddEnvironment or AddEnvironmentFile.");
        }

        return errors.Count == 0 ? found! : throw new DeploymentConfigurationException(errors);
    }

    public EnvironmentRuntime RuntimeOf(DeploymentEnvironment environment)
    {
        lock (_lock)
        {
            var key = (environment.Name, environment.Service);
            if (!_runtimes.TryGetValue(key, out var runtime))
            {
                if (composition.Target is null || composition.Router is null)
                {
                    throw new DeploymentConfigurationException([
                        .. composition.Target is null ? ["There is no target. Call UseLocalProcesses, UseTarget or UseInMemory."] : Array.Empty<string>(),
                        .. composition.Router is null ? ["There is no traffic router. Call UseForwarder, UseTrafficRouter or UseInMemory."] : Array.Empty<string>(),
                    ]);
                }

                _probe ??= composition.Probe?.Invoke(provider) ?? new HttpHealthProbe();
                runtime = new EnvironmentRuntime(composition.Target(provider, environment), composition.Router(provider, environment), _probe);
                _runtimes.Add(key, runtime);
            }

            return runtime;
        }
    }

    public JournalStore StoreOf(DeploymentEnvironment environment)
    {
        lock (_lock)
        {
            var key = (environment.Name, environment.Service);
            if (!_stores.TryGetValue(key, out var store))
            {
                _stores.Add(key, store = new JournalStore(_stateDirectory, environment.Name, environment.Service) { Intercept = Intercept });
            }

            return store;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var runtime in _runtimes.Values)
        {
            await DisposeAsync(runtime.Target).ConfigureAwait(false);
            await DisposeAsync(runtime.Router).ConfigureAwait(false);
        }

        await DisposeAsync(_probe).ConfigureAwait(false);
    }

    private static async ValueTask DisposeAsync(object? part)
    {
        if (part is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (part as IDisposable)?.Dispose();
        }
    }
}
