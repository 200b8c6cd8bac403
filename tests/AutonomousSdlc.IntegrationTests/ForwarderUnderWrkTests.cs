using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AutonomousSdlc.Deployment;
using AutonomousSdlc.Deployment.Forwarder;
using AutonomousSdlc.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AutonomousSdlc.IntegrationTests;

/// <summary>A load generator that we did not write meets the forwarder while traffic is switched under it.</summary>
public sealed partial class ForwarderUnderWrkTests
{
    private static readonly TimeSpan BetweenSwitches = TimeSpan.FromMilliseconds(25);

    [ServerFact("wrk")]
    public async Task Switching_slots_under_load_loses_no_request()
    {
        await using var blue = await StartBackendAsync();
        await using var green = await StartBackendAsync();
        await using var services = new ServiceCollection().AddForwarder().BuildServiceProvider();
        var forwarder = services.GetRequiredService<IForwarder>();
        await forwarder.StartAsync();
        var generation = 1L;
        await forwarder.Router.SetWeightsAsync(Change(generation++, Slots.Blue, blue, green));

        using var load = Start(ServerProgram.Require("wrk"), "-t1", "-c16", "-d3s", forwarder.Address.AbsoluteUri);
        var output = load.StandardOutput.ReadToEndAsync();
        var ended = load.WaitForExitAsync();
        while (!ended.IsCompleted)
        {
            await forwarder.Router.SetWeightsAsync(Change(generation, generation % 2 == 0 ? Slots.Green : Slots.Blue, blue, green));
            generation++;
            await Task.WhenAny(ended, Task.Delay(BetweenSwitches, TimeProvider.System, CancellationToken.None));
        }

        var report = await output;
        load.ExitCode.ShouldBe(0, report);
        report.ShouldNotContain("Socket errors");
        report.ShouldNotContain("Non-2xx");
        long.Parse(Requests().Match(report).Groups["count"].Value, CultureInfo.InvariantCulture).ShouldBeGreaterThan(100);
        generation.ShouldBeGreaterThan(20);
        var state = await forwarder.Router.ObserveAsync();
        state.Slots.Values.ShouldAllBe(slot => slot.Total.Requests > 0 && slot.Total.Failures == 0);
    }

    private static TrafficChange Change(long generation, string serving, WebApplication blue, WebApplication green) => new()
    {
        Epoch = 1,
        Generation = generation,
        Weights = new Dictionary<string, int>(StringComparer.Ordinal)
        {
            [serving] = TrafficChange.FullWeight,
            [Slots.Other(serving)] = 0,
        },
        Endpoints = new Dictionary<string, IReadOnlyList<Uri>>(StringComparer.Ordinal)
        {
            [Slots.Blue] = [new Uri(blue.Urls.First())],
            [Slots.Green] = [new Uri(green.Urls.First())],
        },
    };

    private static async Task<WebApplication> StartBackendAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/", () => Results.Text("ok"));
        await app.StartAsync();
        return app;
    }

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    [GeneratedRegex(@"(?<count>\d+) requests in", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Requests();
}
