using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AutonomousSdlc.QualityGates.Tests.Engine;

public sealed class RegistrationTests
{
    [Fact]
    public void Without_arguments_the_dotnet_gates_are_registered()
    {
        using var provider = new ServiceCollection().AddQualityGates().BuildServiceProvider();

        provider.GetRequiredService<IQualityGateEngine>().Gates.Select(gate => gate.Id).ShouldBe(["restore", "build", "format", "test"]);
        provider.GetServices<IQualityReportWriter>().Select(writer => writer.Format).ShouldBe(["sarif", "json", "markdown"]);
    }

    [Fact]
    public void Calling_twice_is_harmless()
    {
        static ValueTask<GateResult> Pass(GateContext context, CancellationToken cancellationToken) => ValueTask.FromResult(GateResult.Passed("ok"));
        static void Build(QualityGatesBuilder gates) => gates.AddDotNetDefaults().AddGate<CustomGate>().AddGate("delegate", Pass);

        using var provider = new ServiceCollection().AddQualityGates(Build).AddQualityGates(Build).BuildServiceProvider();

        provider.GetRequiredService<IQualityGateEngine>().Gates.Select(gate => gate.Id).ShouldBe(["restore", "build", "format", "test", "custom", "delegate"]);
    }

    [Fact]
    public void Two_delegates_of_one_id_are_refused()
    {
        var services = new ServiceCollection();

        var error = Should.Throw<ArgumentException>(() => services.AddQualityGates(gates => gates
            .AddGate("same", (_, _) => ValueTask.FromResult(GateResult.Passed("a")))
            .AddGate("same", (_, _) => ValueTask.FromResult(GateResult.Passed("b")))));

        error.Message.ShouldContain("'same'");
    }

    [Fact]
    public void Two_gates_of_one_id_are_refused_by_the_engine()
    {
        using var provider = new ServiceCollection()
            .AddQualityGates(gates => gates.AddGate<CustomGate>().AddGate("custom", (_, _) => ValueTask.FromResult(GateResult.Passed("a"))))
            .BuildServiceProvider();

        Should.Throw<QualityGateException>(provider.GetRequiredService<IQualityGateEngine>).Message.ShouldContain("'custom' is registered 2 times");
    }

    [Fact]
    public void Gates_registered_as_services_belong_to_the_unnamed_engine()
    {
        using var provider = new ServiceCollection()
            .AddSingleton<IQualityGate, CustomGate>()
            .AddQualityGates(_ => { })
            .BuildServiceProvider();

        provider.GetRequiredService<IQualityGateEngine>().Gates.Single().Id.ShouldBe("custom");
    }

    [Fact]
    public void A_named_engine_has_gates_and_options_of_its_own()
    {
        using var provider = new ServiceCollection()
            .AddQualityGates(gates => gates.AddGate<CustomGate>())
            .AddQualityGates(
                "release",
                gates => gates.AddDotNetDefaults(dotnet => dotnet.Build.Warnings = BuildWarningPolicy.Fail).AddGate<CustomGate>().AddGate("extra", (_, _) => default),
                options => options.MaxParallelGates = 7)
            .BuildServiceProvider();

        provider.GetRequiredService<IQualityGateEngine>().Gates.Select(gate => gate.Id).ShouldBe(["custom"]);
        provider.GetRequiredKeyedService<IQualityGateEngine>("release").Gates.Select(gate => gate.Id).ShouldBe(["restore", "build", "format", "test", "custom", "extra"]);
        provider.GetRequiredService<IOptionsMonitor<QualityGateOptions>>().Get("release").MaxParallelGates.ShouldBe(7);
        provider.GetRequiredService<IOptionsMonitor<DotNetGateOptions>>().Get("release").Build.Warnings.ShouldBe(BuildWarningPolicy.Fail);
        provider.GetRequiredService<IOptionsMonitor<DotNetGateOptions>>().CurrentValue.Build.Warnings.ShouldBe(BuildWarningPolicy.Warn);
    }

    [Fact]
    public void Options_come_from_configuration()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Gates:GateTimeout"] = "00:02:00",
            ["Gates:DotNet:Test:Filter"] = "Category=Fast",
            ["Gates:DotNet:Format:Checks"] = "Whitespace",
        }).Build().GetSection("Gates");

        using var provider = new ServiceCollection().AddQualityGates(section).BuildServiceProvider();

        provider.GetRequiredService<IOptions<QualityGateOptions>>().Value.GateTimeout.ShouldBe(TimeSpan.FromMinutes(2));
        provider.GetRequiredService<IOptions<DotNetGateOptions>>().Value.Test.Filter.ShouldBe("Category=Fast");
        provider.GetRequiredService<IOptions<DotNetGateOptions>>().Value.Format.Checks.ShouldBe(FormatChecks.Whitespace);
        provider.GetRequiredService<IQualityGateEngine>().Gates.Count.ShouldBe(4);
    }

    [Fact]
    public void All_errors_of_the_options_are_reported_at_once()
    {
        using var provider = new ServiceCollection()
            .AddQualityGates(gates => gates.AddDotNetDefaults(), options =>
            {
                options.MaxParallelGates = 0;
                options.GateTimeout = TimeSpan.FromSeconds(5);
                options.StopTimeout = TimeSpan.FromSeconds(6);
            })
            .BuildServiceProvider();

        var error = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptions<QualityGateOptions>>().Value);

        error.Failures.Count().ShouldBe(2);
        error.Message.ShouldContain("MaxParallelGates");
        error.Message.ShouldContain("StopTimeout (00:00:06) must not exceed GateTimeout (00:00:05).");
    }

    [Fact]
    public void Options_of_the_dotnet_gates_are_validated_into_their_parts()
    {
        using var provider = new ServiceCollection()
            .AddQualityGates(gates => gates.AddDotNetDefaults(dotnet =>
            {
                dotnet.DotNetPath = "";
                dotnet.Test.MinimumTests = 0;
                dotnet.Format.Checks = FormatChecks.Whitespace;
                dotnet.Format.Severity = "info";
            }))
            .BuildServiceProvider();

        var error = Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptions<DotNetGateOptions>>().Value);

        error.Message.ShouldContain("DotNetPath");
        error.Message.ShouldContain("MinimumTests");
        error.Message.ShouldContain("Format.Severity (info)");
    }

    private sealed class CustomGate : IQualityGate
    {
        public GateDescriptor Descriptor { get; } = new("custom");

        public ValueTask<GateResult> EvaluateAsync(GateContext context, CancellationToken cancellationToken) => ValueTask.FromResult(GateResult.Passed("ok"));
    }
}
