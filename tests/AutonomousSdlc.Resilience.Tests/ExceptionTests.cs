namespace AutonomousSdlc.Resilience.Tests;

public sealed class ExceptionTests
{
    [Fact]
    public void Every_exception_has_the_usual_constructors_and_one_base()
    {
        var inner = new IOException();
        Exception[] all =
        [
            new ResilienceException(), new ResilienceException("m"), new ResilienceException("m", inner),
            new CircuitOpenException(), new CircuitOpenException("m"), new CircuitOpenException("m", inner),
            new AttemptTimeoutException(), new AttemptTimeoutException("m"), new AttemptTimeoutException("m", inner),
            new DeadlineExceededException(), new DeadlineExceededException("m"), new DeadlineExceededException("m", inner),
        ];

        all.ShouldAllBe(e => e is ResilienceException);
        all.Count(e => e.Message == "m").ShouldBe(8);
        all.Count(e => e.InnerException == inner).ShouldBe(4);
    }

    [Fact]
    public void Every_refusal_has_its_own_exception_message()
    {
        static string Message(RejectionReason reason) =>
            Outcome.Rejected<int>(new GuardRejection("g", null, reason, TimeSpan.FromSeconds(1))).Exception!.Message;

        Message(RejectionReason.CircuitOpen).ShouldContain("circuit is open. Try again in 1 s");
        Message(RejectionReason.ProbeLimit).ShouldContain("half-open");
        Message(RejectionReason.Isolated).ShouldContain("isolated by hand");
        Message(RejectionReason.DeadlineExceeded).ShouldContain("deadline had passed");
    }
}
