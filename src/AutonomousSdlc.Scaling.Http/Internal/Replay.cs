using System.Net.Http.Json;

namespace AutonomousSdlc.Scaling.Http.Internal;

/// <summary>Whether a request may be sent a second time.</summary>
internal static class Replay
{
    /// <summary>Contents that hold their bytes, or can make them again, and so cannot fail by themselves either.</summary>
    public static bool IsPossible(HttpContent? content) =>
        content is null or ByteArrayContent or ReadOnlyMemoryContent or JsonContent;

    public static bool IsAllowed(HttpRequestMessage request)
    {
        if (!IsPossible(request.Content))
        {
            return false;
        }

        return request.Options.TryGetValue(LoadBalancingRequest.MayRetry, out var mayRetry) ? mayRetry : IsSafe(request.Method);
    }

    /// <summary>RFC 9110, 9.2.1, without TRACE, which answers for a path and not for a resource.</summary>
    private static bool IsSafe(HttpMethod method) =>
        method == HttpMethod.Get || method == HttpMethod.Head || method == HttpMethod.Options;
}
