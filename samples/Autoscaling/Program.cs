// Demand triples and falls; an autoscaler keeps the right number of real processes (this program, started as "worker PORT").
using System.Globalization;
using AutonomousSdlc.Samples.Autoscaling;
using AutonomousSdlc.Scaling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

if (args is ["worker", var port])
{
    return await Worker.RunAsync(port);
}

double demand = 10;
var (fileName, arguments) = Worker.Command();

#region readme-autoscaler
var builder = Host.CreateApplicationBuilder();
builder.Services.AddProcessScaleTarget("workers", o =>
{
    (o.FileName, o.ReadinessPath) = (fileName, "/ready");
    Array.ForEach(arguments, o.Arguments.Add);                  // "worker", "{port}": each worker has a free port
});
builder.Services.AddAutoscaler("workers", a =>
{
    a.Scale<ProcessScaleTarget>(minimum: 1, maximum: 5);
    a.Target(Signal.From("jobs per second", () => demand), perWorker: 10);
    a.Interval = TimeSpan.FromSeconds(1);
    a.ScaleDownStabilization = TimeSpan.FromSeconds(3);         // default 5 min
});
#endregion

builder.Logging.ClearProviders();
using var host = builder.Build();
await host.StartAsync();

var autoscaler = host.Services.GetRequiredKeyedService<IAutoscaler>("workers");
var target = host.Services.GetRequiredKeyedService<ProcessScaleTarget>("workers");
var clock = TimeProvider.System;
var began = clock.GetTimestamp();
var most = 0;
string? last = null;
double? tripledAt = null;
double? reachedAt = null;
using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(250), clock);
do
{
    var elapsed = clock.GetElapsedTime(began).TotalSeconds;
    var state = await target.ObserveAsync();
    most = Math.Max(most, state.Ready);
    tripledAt ??= state.Ready == 1 && elapsed > 2 ? elapsed : null;
    reachedAt ??= state.Ready == 3 ? elapsed : null;
    demand = tripledAt is not null && !(elapsed > reachedAt + 2) ? 30 : 10;
    var line = $"demand {demand,2}  workers: {state.Ready} ready, {state.Pending} starting, {state.Draining} draining | {autoscaler.LastDecision}";
    if (line != last)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed,4:0.0} s  {line}"));
        last = line;
    }

    if (elapsed > reachedAt + 2 && state is { Ready: 1, Draining: 0 })
    {
        break;
    }
}
while (clock.GetElapsedTime(began) < TimeSpan.FromSeconds(60) && await ticks.WaitForNextTickAsync());

var ended = await target.ObserveAsync();
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"At most {most} workers, {ended.Ready} at the end; start-up took {ended.StartupDurations.Average(duration => duration.TotalSeconds):0.00} s."));
await host.StopAsync();
return most == 3 && ended.Ready == 1 ? 0 : 1;
