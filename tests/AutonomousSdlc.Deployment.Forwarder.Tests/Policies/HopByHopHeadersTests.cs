using AutonomousSdlc.Deployment.Forwarder.Internal.Policies;
using Microsoft.Extensions.Primitives;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Policies;

public sealed class HopByHopHeadersTests
{
    [Theory]
    [InlineData("close")]
    [InlineData("keep-alive, Upgrade")]
    [InlineData("")]
    [InlineData(" , ,")]
    [InlineData("Host, content-length")]
    public void Nothing_is_nominated_beyond_the_usual(string connection) =>
        HopByHopHeaders.Nominated(connection).ShouldBeNull();

    [Fact]
    public void Nominated_names_are_collected_from_all_lines() =>
        HopByHopHeaders.Nominated(new StringValues(["close, X-One", "\tx-two ,X-Three"]))!.Order(StringComparer.Ordinal)
            .ShouldBe(["X-One", "X-Three", "x-two"]);

    [Theory]
    [InlineData("trailers", true)]
    [InlineData("gzip, trailers;q=0.5", true)]
    [InlineData("trailersx", false)]
    [InlineData("", false)]
    public void A_token_is_found_among_others(string field, bool found) =>
        HopByHopHeaders.HasToken(field, "trailers").ShouldBe(found);
}
