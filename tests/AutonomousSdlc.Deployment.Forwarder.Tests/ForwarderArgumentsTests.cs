using AutonomousSdlc.Deployment.Forwarder.Internal;

namespace AutonomousSdlc.Deployment.Forwarder.Tests;

public sealed class ForwarderArgumentsTests
{
    [Fact]
    public void Every_argument_sets_its_option()
    {
        var parsed = ForwarderArguments.Parse(
        [
            "--listen", "http://*:80", "--control", "/c", "--state", "/s", "--name", "edge", "--seed", "9", "--connect-timeout", "1",
            "--response-timeout", "2.5", "--activity-timeout", "3", "--shutdown-timeout", "0", "--trust-forwarded-headers",
        ]);

        parsed.Errors.ShouldBeEmpty();
        parsed.Name.ShouldBe("edge");
        var options = parsed.Options;
        (options.Listen, options.ControlSocket, options.StateFile, options.Seed, options.TrustForwardedHeaders).ShouldBe(("http://*:80", "/c", "/s", 9UL, true));
        (options.ConnectTimeout, options.ResponseTimeout, options.ActivityTimeout, options.ShutdownTimeout)
            .ShouldBe((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(3), TimeSpan.Zero));
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var parsed = ForwarderArguments.Parse(["--activity-timeout", "-1", "--shutdown-timeout", "1e99", "--listen"]);

        parsed.Errors.ShouldBe(
        [
            "--activity-timeout -1 is not understood.",
            "--shutdown-timeout 1e99 is not understood.",
            "--listen is unknown or lacks its value.",
            "--control is missing: a forwarder in a process of its own takes its orders there.",
        ]);
    }
}
