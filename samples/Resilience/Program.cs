using AutonomousSdlc.Resilience;
using Microsoft.Extensions.DependencyInjection;
using ResilienceSample;

await using var server = new RateServer();
using var http = new HttpClient { BaseAddress = server.Address };
using var provider = new ServiceCollection()
    .AddResilienceGuard("rates", guard =>
    {
        guard.Deadline = TimeSpan.FromSeconds(2);
        guard.AttemptTimeout = TimeSpan.FromSeconds(1);
        guard.Breaker.Pause = TimeSpan.FromMilliseconds(300);
        guard.Retry.BaseDelay = TimeSpan.FromMilliseconds(10);
        guard.Fallback.ThenLastGoodValue<string>("last good value", maximumAge: TimeSpan.FromMinutes(5));
        guard.Seed = 1;
    })
    .BuildServiceProvider();
var guard = provider.GetRequiredKeyedService<IResilienceGuard>("rates");
var client = new RateClient(http, guard);

Console.WriteLine("1. The server works.");
await Call("EUR", times: 3);

Console.WriteLine("2. The server breaks: retries, then the circuit opens and the server is left alone.");
server.IsBroken = true;
var before = server.Requests;
await Call("EUR", times: 20);
Console.WriteLine($"   20 calls cost the server {server.Requests - before} requests.");

Console.WriteLine("3. The server works again: probes find out, then all calls pass.");
server.IsBroken = false;
for (var round = 0; guard.Explain("EUR").State != CircuitState.Closed && round < 100; round++)
{
    if (guard.Explain("EUR").NextProbeIn is { } wait)
    {
        await Task.Delay(wait, TimeProvider.System);
    }

    await client.AskAsync("EUR");
}

Print(guard.Explain("EUR"));

Console.WriteLine("4. Maintenance: one partition is isolated by hand, the others go on.");
guard.Isolate("USD", "moving to another region");
Console.WriteLine($"   USD: {await client.AskAsync("USD")}");
Console.WriteLine($"   EUR: {await client.AskAsync("EUR")}");
guard.Reset("USD");
Print(guard.Explain("USD"));

return guard.Explain("EUR").State == CircuitState.Closed && server.Requests - before < 40 ? 0 : 1;

async Task Call(string currency, int times)
{
    for (var i = 0; i < times; i++)
    {
        var outcome = await client.AskAsync(currency);
        if (i < 4 || i == times - 1)
        {
            Console.WriteLine($"   call {i + 1}: {outcome.Value ?? outcome.ToString()} ({(outcome.FallbackStep is { } step ? $"from {step}" : "from the server")}, {outcome.Attempts} attempt(s), refused: {outcome.RejectionReason})");
        }
    }

    Print(guard.Explain(currency));
}

static void Print(GuardExplanation why) => Console.WriteLine($"   {why.Partition} is {why.Reason}");
