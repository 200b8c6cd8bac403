using System.Net;
using System.Security.Authentication;
using AutonomousSdlc.Resilience.Internal;

namespace AutonomousSdlc.Resilience.Tests;

public sealed class ClassificationTests
{
    public static TheoryData<Exception, CallResultKind> Known { get; } = new()
    {
        { new IOException(), CallResultKind.Transient },
        { new HttpRequestException("connection refused"), CallResultKind.Transient },
        { new HttpRequestException("x", null, HttpStatusCode.InternalServerError), CallResultKind.Transient },
        { new HttpRequestException("x", null, HttpStatusCode.ServiceUnavailable), CallResultKind.Transient },
        { new HttpRequestException("x", null, HttpStatusCode.TooManyRequests), CallResultKind.Rejection },
        { new HttpRequestException("x", null, HttpStatusCode.RequestTimeout), CallResultKind.Timeout },
        { new HttpRequestException("x", null, HttpStatusCode.GatewayTimeout), CallResultKind.Timeout },
        { new HttpRequestException("x", null, HttpStatusCode.NotImplemented), CallResultKind.Permanent },
        { new HttpRequestException("x", null, HttpStatusCode.NotFound), CallResultKind.Permanent },
        { new TimeoutException(), CallResultKind.Timeout },
        { new TaskCanceledException(), CallResultKind.Timeout },
        { new AttemptTimeoutException(), CallResultKind.Timeout },
        { new DeadlineExceededException { Attempts = 1 }, CallResultKind.Timeout },
        { new DeadlineExceededException(), CallResultKind.Rejection },
        { new CircuitOpenException(), CallResultKind.Rejection },
        { new ResilienceException(), CallResultKind.Rejection },
        { new ArgumentOutOfRangeException(), CallResultKind.Permanent },
        { new NotSupportedException(), CallResultKind.Permanent },
        { new UnauthorizedAccessException(), CallResultKind.Permanent },
        { new AuthenticationException(), CallResultKind.Permanent },
        { new InvalidOperationException(), CallResultKind.Transient },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Exceptions_are_classified_by_type_and_code(Exception exception, CallResultKind kind) =>
        ExceptionClassifier.Classify(exception).Kind.ShouldBe(kind);

    [Fact]
    public void The_refusal_of_an_inner_guard_carries_its_time_to_wait() =>
        ExceptionClassifier.Classify(new CircuitOpenException("x") { RetryAfter = TimeSpan.FromSeconds(3) }).RetryAfter.ShouldBe(TimeSpan.FromSeconds(3));

    [Fact]
    public void The_first_rule_that_answers_decides()
    {
        using var harness = new GuardHarness(o => o
            .ClassifyException(static e => e.Message == "mine" ? CallVerdict.Permanent : null)
            .ClassifyException(static e => e is IOException ? CallVerdict.Timeout : null));

        harness.Fail(exception: new IOException("mine")).RetryStop.ShouldBe(RetryStop.Permanent);
        harness.Fail(exception: new IOException("other")).RetryStop.ShouldBe(RetryStop.RetriesUsed);
        harness.Fail(exception: new ArgumentException("built in")).RetryStop.ShouldBe(RetryStop.Permanent);
    }

    [Fact]
    public void An_exception_may_count_as_success_of_the_dependency_and_is_still_thrown()
    {
        using var harness = new GuardHarness(o =>
        {
            o.Retry.MaximumRetries = 3;
            o.ClassifyException(static _ => CallVerdict.Success);
            o.Fallback.Then("never", static _ => 42);
        });

        for (var i = 0; i < 10; i++)
        {
            harness.Fail().Exception.ShouldBeOfType<IOException>();
        }

        harness.Guard.Explain().Failures.ShouldBe(0);
        harness.Guard.Explain().Attempts.ShouldBe(10);
    }

    [Fact]
    public void A_rule_may_say_that_the_caller_cancelled()
    {
        using var harness = new GuardHarness(o => o.ClassifyException(static _ => CallVerdict.Cancelled));

        harness.Fail().Kind.ShouldBe(OutcomeKind.Cancelled);
    }

    [Fact]
    public void Rules_that_throw_are_logged_and_skipped()
    {
        using var harness = new GuardHarness(o => o
            .ClassifyException(static _ => throw new InvalidOperationException("rule"))
            .ClassifyResult<int>(static _ => throw new InvalidOperationException("rule")));

        harness.Fail().Exception.ShouldBeOfType<IOException>();
        harness.Succeed().IsSuccess.ShouldBeTrue();

        harness.Logs.WithEvent(2008).Count.ShouldBe(2);
        harness.Logs.WithEvent(2008)[0].Message.ShouldContain("ClassifyException");
    }

    [Fact]
    public void Values_are_classified_by_rules_of_exactly_their_type()
    {
        using var harness = new GuardHarness(o => o
            .ClassifyResult<int>(static value => value == 13 ? CallVerdict.Transient : null)
            .ClassifyResult<int>(static value => value == 14 ? CallVerdict.Rejection(TimeSpan.FromSeconds(2)) : null));

        harness.Guard.ExecuteOutcome(GuardHarness.Succeed, 12).Kind.ShouldBe(OutcomeKind.Success);
        harness.Guard.ExecuteOutcome(GuardHarness.Succeed, 13).Kind.ShouldBe(OutcomeKind.Failure);
        harness.Guard.ExecuteOutcome(GuardHarness.Succeed, 14).RetryAfter.ShouldBe(TimeSpan.FromSeconds(2));
        harness.Guard.ExecuteOutcome(static (s, _) => s, 13L).Kind.ShouldBe(OutcomeKind.Success);
    }
}
