using AutonomousSdlc.Deployment.Forwarder.Internal.Policies;

namespace AutonomousSdlc.Deployment.Forwarder.Tests.Policies;

public sealed class SlotNameTests
{
    [Theory]
    [InlineData("blue", true)]
    [InlineData("v2-canary", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Blue", false)]
    [InlineData("a.b", false)]
    [InlineData("a-", false)]
    public void A_slot_name_is_a_dns_label(string? name, bool valid) => SlotName.IsValid(name).ShouldBe(valid);

    [Fact]
    public void A_name_of_63_characters_is_the_longest()
    {
        SlotName.IsValid(new string('a', 63)).ShouldBeTrue();
        SlotName.IsValid(new string('a', 64)).ShouldBeFalse();
    }

    [Fact]
    public void A_foreign_name_is_made_fit_to_print() =>
        SlotName.Printable("a\r\nb" + new string('c', 100)).ShouldBe("a??b" + new string('c', 59) + "...");
}
