using AutonomousSdlc.Deployment.Internal.Journal;

namespace AutonomousSdlc.Deployment.Tests.Journal;

public sealed class Crc32CTests
{
    [Fact]
    public void Matches_the_check_value_and_the_vectors_of_RFC_3720()
    {
        Crc32C.Compute("123456789"u8).ShouldBe(0xE3069283u);
        Crc32C.Compute(new byte[32]).ShouldBe(0x8A9136AAu);
        Crc32C.Compute([.. Enumerable.Repeat((byte)0xFF, 32)]).ShouldBe(0x62A8AB43u);
        Crc32C.Compute([.. Enumerable.Range(0, 32).Select(value => (byte)value)]).ShouldBe(0x46DD794Eu);
    }
}
