namespace ClosedLoop.Service.Tests;

public sealed class ServiceSettingsTests
{
    private readonly Dictionary<string, string?> _variables = new(StringComparer.Ordinal)
    {
        ["LOOP_PORT"] = "5000",
        ["LOOP_WORKER"] = "w",
        ["LOOP_VERSION"] = "1",
        ["LOOP_STORE"] = "http://127.0.0.1:1/",
        ["LOOP_CACHE_CAPACITY"] = "10",
        ["LOOP_WORK_MILLISECONDS"] = "40",
        ["LOOP_DEFECT_PERCENT"] = "20",
        ["LOOP_SEED"] = "1",
    };

    [Fact]
    public void Complete_variables_are_read()
    {
        var settings = ServiceSettings.Read(_variables.GetValueOrDefault);

        settings.Work.ShouldBe(TimeSpan.FromMilliseconds(40));
        settings.DefectRatio.ShouldBe(0.2);
        settings.Store.ShouldBe(new Uri("http://127.0.0.1:1/"));
    }

    [Theory]
    [InlineData("LOOP_PORT", "0")]
    [InlineData("LOOP_PORT", "http")]
    [InlineData("LOOP_STORE", "not a uri")]
    [InlineData("LOOP_DEFECT_PERCENT", "101")]
    [InlineData("LOOP_VERSION", null)]
    public void A_bad_variable_is_named(string name, string? value)
    {
        _variables[name] = value;

        Should.Throw<FormatException>(() => ServiceSettings.Read(_variables.GetValueOrDefault)).Message.ShouldContain(name);
    }
}
