using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AutonomousSdlc.Scaling.Internal.Autoscaling;

/// <summary>Starts every registered autoscaler with the host and stops them with it.</summary>
internal sealed class AutoscalerHost(IServiceProvider provider, IEnumerable<AutoscalerRegistration> registrations) : IHostedService
{
    private readonly List<IAutoscaler> _started = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var registration in registrations)
        {
            var autoscaler = provider.GetRequiredKeyedService<IAutoscaler>(registration.Name);
            autoscaler.Start();
            _started.Add(autoscaler);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_started.Select(autoscaler => autoscaler.StopAsync(cancellationToken)));
}
