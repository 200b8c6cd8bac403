using System.Collections.Concurrent;
using AutonomousSdlc.Deployment.Forwarder.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class SwitchTests
{
    private const int Clients = 8;
    private static readonly string[] Slots = ["blue", "green"];

    [Fact]
    public async Task Switch_drain_kill_and_restart_lose_no_request_and_answer_none_twice()
    {
        var answered = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var backends = new Backend[2];
        await using var setup = await ForwarderSetup.StartAsync();
        backends[0] = await Backend.StartAsync(AnswerAsync);
        await setup.RouteAsync(Slots[0], backends[0].Address);
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(client => LoadAsync(setup, client, stop.Token)).ToArray();

        for (var round = 1; round <= 20; round++)
        {
            var (next, old) = (round % 2, (round + 1) % 2);
            backends[next] = await Backend.StartAsync(AnswerAsync);
            await setup.ChangeAsync([(Slots[next], 100), (Slots[old], 0)], [(Slots[next], [backends[next].Address])]);
            (await setup.Router.DrainAsync(Slots[old], TimeSpan.FromSeconds(20))).ShouldBeTrue();
            await backends[old].DisposeAsync();
            await Eventually.HoldsAsync(async () => (await setup.ObserveAsync(Slots[next])).SinceChange.Requests >= 2 * Clients);
        }

        await stop.CancelAsync();
        var counts = await Task.WhenAll(clients);
        await backends[0].DisposeAsync();
        counts.SelectMany(count => count.Failures).ShouldBeEmpty();
        counts.Sum(count => count.Succeeded).ShouldBe(answered.Count);
        answered.Values.ShouldAllBe(times => times == 1);
        answered.Count.ShouldBeGreaterThan(20 * 2 * Clients);

        async Task AnswerAsync(HttpContext context)
        {
            answered.AddOrUpdate(context.Request.Path.Value!, 1, (_, times) => times + 1);
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, CancellationToken.None);
            await context.Request.Body.CopyToAsync(context.Response.Body);
        }
    }

    [Fact]
    public async Task A_killed_backend_costs_only_what_was_in_flight()
    {
        await using var dying = await ChildServer.StartAsync("backend", "dying");
        await using var living = await Backend.SayingAsync("living");
        await using var setup = await ForwarderSetup.StartAsync();
        await setup.RouteAsync("blue", dying.Address, living.Address);
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 4).Select(client => LoadAsync(setup, client, stop.Token)).ToArray();
        await Eventually.HoldsAsync(async () => (await setup.ObserveAsync("blue")).Total.Requests > 20);

        dying.Process.Kill();
        await dying.Process.Exited.WithinDeadlineAsync();
        var after = (await setup.ObserveAsync("blue")).Total.Requests;
        await Eventually.HoldsAsync(async () => (await setup.ObserveAsync("blue")).Total.Requests > after + 100);

        await stop.CancelAsync();
        var failures = (await Task.WhenAll(clients)).SelectMany(count => count.Failures).ToList();

        // One request of each client is in flight, and the kernel of a dying process may accept one more connection of each.
        failures.Count.ShouldBeLessThanOrEqualTo(2 * 4, string.Join('\n', failures));
    }

    private static async Task<(int Succeeded, List<string> Failures)> LoadAsync(ForwarderSetup setup, int client, CancellationToken stop)
    {
        var succeeded = 0;
        var failures = new List<string>();
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var body = $"{client}-{i}";
            using var request = new HttpRequestMessage(i % 10 == 0 ? HttpMethod.Post : HttpMethod.Get, $"/{body}");
            if (request.Method == HttpMethod.Post)
            {
                request.Content = new StringContent(body);
            }

            try
            {
                using var response = await setup.Client.SendAsync(request, CancellationToken.None);
                var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
                var good = response.IsSuccessStatusCode && (request.Method == HttpMethod.Get || text == body || text is "dying" or "living");
                if (good)
                {
                    succeeded++;
                }
                else
                {
                    failures.Add($"{request.Method} {(int)response.StatusCode} {string.Join(',', response.Headers.GetValues("Proxy-Status"))}");
                }
            }
            catch (HttpRequestException error)
            {
                failures.Add($"{request.Method} {error.Message}");
            }
        }

        return (succeeded, failures);
    }
}
