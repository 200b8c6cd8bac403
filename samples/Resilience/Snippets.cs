using AutonomousSdlc.Resilience;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ResilienceSample;

/// <summary>The code blocks of the documents, compiled.</summary>
internal static class Snippets
{
    public static void Register(IServiceCollection services)
    {
        #region register
        services.AddResilienceGuard("payments", guard =>
        {
            guard.PartitionBy(static call => call.Get(PaymentKeys.Merchant));
            guard.Deadline = TimeSpan.FromSeconds(2);
            guard.AttemptTimeout = TimeSpan.FromSeconds(1);
            guard.Fallback.Then("replica", AskReplicaAsync).Then("queued", static _ => Receipt.Queued);
        });
        #endregion
    }

    public static async Task CallAsync(IServiceProvider provider, PaymentClient client, CancellationToken ct)
    {
        #region call
        var guard = provider.GetRequiredKeyedService<IResilienceGuard>("payments");

        Receipt receipt = await guard.ExecuteAsync(static (client, ct) => client.PayAsync(ct), client, ct);
        Outcome<Receipt> outcome = await guard.ExecuteOutcomeAsync(static (client, ct) => client.PayAsync(ct), client, GuardCall.For("merchant-42"), ct);
        Console.WriteLine(outcome.IsRejected ? $"try again in {outcome.RetryAfter}" : outcome.ToString());
        Console.WriteLine(guard.Explain("merchant-42"));
        #endregion
        Console.WriteLine(receipt);
    }

    public static void Configure(IServiceCollection services, IConfiguration configuration)
    {
        #region configure
        services.AddResilienceGuard("payments", configuration.GetSection("Guards:Payments"));
        #endregion
    }

    public static void Classify(ResilienceGuardOptions guard)
    {
        #region classify
        guard.ClassifyException(static e => e is PaymentDeclinedException ? CallVerdict.Success : null);
        guard.ClassifyResult<HttpResponseMessage>(static r => (int)r.StatusCode switch
        {
            429 => CallVerdict.Rejection(r.Headers.RetryAfter?.Delta),
            >= 500 => CallVerdict.Transient,
            _ => null,
        });
        #endregion
    }

    public static void Operate(IResilienceGuard guard)
    {
        #region operate
        guard.Isolate("merchant-42", "moving to another region");
        guard.Reset("merchant-42");
        #endregion
    }

    public static async Task<Receipt> NotIdempotentAsync(IResilienceGuard guard, PaymentClient client, CancellationToken ct)
    {
        #region not-idempotent
        var call = new GuardCall { Partition = "merchant-42", IsIdempotent = false, Deadline = TimeSpan.FromMilliseconds(800) };
        return await guard.ExecuteAsync(static (client, ct) => client.PayAsync(ct), client, call, ct);
        #endregion
    }

    private static ValueTask<Receipt> AskReplicaAsync(FallbackContext context, CancellationToken ct) =>
        context.TryGetState<PaymentClient>(out var client) ? client.PayReplicaAsync(ct) : throw new InvalidOperationException("The call carried no client.");
}
