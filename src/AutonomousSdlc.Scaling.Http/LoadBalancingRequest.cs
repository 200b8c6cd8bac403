namespace AutonomousSdlc.Scaling.Http;

/// <summary>Keys of <see cref="HttpRequestMessage.Options"/> that tell the handler about a request.</summary>
public static class LoadBalancingRequest
{
    /// <summary>Says that the request may be sent twice although its method is not safe, for instance because it carries an idempotency key. <see langword="false"/> forbids retries that its method would allow.</summary>
    public static readonly HttpRequestOptionsKey<bool> MayRetry = new("AutonomousSdlc.Scaling.MayRetry");

    /// <summary>Becomes <see cref="PickContext.Key"/>.</summary>
    public static readonly HttpRequestOptionsKey<string> Key = new("AutonomousSdlc.Scaling.Key");

    /// <summary>Becomes <see cref="PickContext.Zone"/>.</summary>
    public static readonly HttpRequestOptionsKey<string> Zone = new("AutonomousSdlc.Scaling.Zone");

    /// <summary>Becomes <see cref="PickContext.Cost"/>; 1 to 10 000.</summary>
    public static readonly HttpRequestOptionsKey<int> Cost = new("AutonomousSdlc.Scaling.Cost");
}
