namespace ClosedLoop.Service.Tests;

public sealed class PageKeysTests
{
    [Fact]
    public void Numbers_are_read_in_order()
    {
        PageKeys.TryParse("3,1,18446744073709551615", out var keys).ShouldBeTrue();

        keys.ShouldBe([3UL, 1UL, ulong.MaxValue]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1,,2")]
    [InlineData("-1")]
    [InlineData("18446744073709551616")]
    [InlineData("1; drop")]
    public void Anything_else_is_refused(string? text) => PageKeys.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void A_page_is_bounded() =>
        PageKeys.TryParse(string.Join(',', Enumerable.Range(0, 65)), out _).ShouldBeFalse();
}
