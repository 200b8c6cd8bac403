using System.Text.Json;

namespace AutonomousSdlc.QualityGates.Tests.Reports;

public sealed class SarifReportWriterTests
{
    [Fact]
    public async Task The_log_has_the_shape_of_sarif_2_1_0()
    {
        using var document = await WriteAsync(SampleReport.Create());
        var root = document.RootElement;

        root.GetProperty("version").GetString().ShouldBe("2.1.0");
        root.GetProperty("$schema").GetString()!.ShouldEndWith("sarif-schema-2.1.0.json");
        var run = root.GetProperty("runs").EnumerateArray().Single();
        run.GetProperty("columnKind").GetString().ShouldBe("utf16CodeUnits");
        run.GetProperty("originalUriBaseIds").GetProperty("SRCROOT").GetProperty("uri").GetString().ShouldBe("file:///repo/");
        var driver = run.GetProperty("tool").GetProperty("driver");
        driver.GetProperty("name").GetString().ShouldBe("AutonomousSdlc.QualityGates");
        driver.GetProperty("semanticVersion").GetString()!.ShouldMatch(@"^\d+\.\d+\.\d+[^+]*$");
        driver.GetProperty("semanticVersion").GetString().ShouldNotBe("0.0.0");
        driver.GetProperty("rules").EnumerateArray().Select(rule => (rule.GetProperty("id").GetString(), rule.GetProperty("defaultConfiguration").GetProperty("level").GetString()))
            .ShouldBe([("CS1002", "error"), ("NOTE", "note")]);
    }

    [Fact]
    public async Task Every_result_points_at_its_rule_and_place()
    {
        using var document = await WriteAsync(SampleReport.Create());
        var results = document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToArray();

        results.Length.ShouldBe(3);
        var first = results[0];
        first.GetProperty("ruleId").GetString().ShouldBe("CS1002");
        first.GetProperty("ruleIndex").GetInt32().ShouldBe(0);
        first.GetProperty("level").GetString().ShouldBe("error");
        first.GetProperty("baselineState").GetString().ShouldBe("new");
        first.GetProperty("message").GetProperty("text").GetString().ShouldBe("; expected");
        first.GetProperty("message").GetProperty("arguments")[0].GetString().ShouldBe(";");
        first.GetProperty("partialFingerprints").GetProperty("autonomousSdlc/v1").GetString().ShouldBe(new string('a', 64));
        first.GetProperty("properties").GetProperty("gate").GetString().ShouldBe("build");
        var place = first.GetProperty("locations")[0].GetProperty("physicalLocation");
        place.GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("src/My%20App/A%23.cs");
        place.GetProperty("artifactLocation").GetProperty("uriBaseId").GetString().ShouldBe("SRCROOT");
        place.GetProperty("region").GetProperty("startLine").GetInt32().ShouldBe(3);
        place.GetProperty("region").GetProperty("startColumn").GetInt32().ShouldBe(7);
        place.GetProperty("region").TryGetProperty("endLine", out _).ShouldBeFalse();

        var outside = results[1].GetProperty("locations")[0].GetProperty("physicalLocation");
        outside.GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("file:///usr/lib/B.cs");
        outside.TryGetProperty("region", out _).ShouldBeFalse();
        results[2].GetProperty("locations").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Gates_that_did_not_look_are_problems_of_the_execution()
    {
        using var document = await WriteAsync(SampleReport.Create());
        var invocation = document.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0];

        invocation.GetProperty("executionSuccessful").GetBoolean().ShouldBeFalse();
        invocation.GetProperty("endTimeUtc").GetDateTimeOffset().ShouldBe(SampleReport.Create().StartedAt + SampleReport.Create().Duration);
        invocation.GetProperty("toolExecutionNotifications").EnumerateArray()
            .Select(notification => (notification.GetProperty("descriptor").GetProperty("id").GetString(), notification.GetProperty("level").GetString()))
            .ShouldBe([("test", "error"), ("style", "warning")]);
    }

    private static async Task<JsonDocument> WriteAsync(QualityReport report)
    {
        using var stream = new MemoryStream();
        await new SarifReportWriter().WriteAsync(report, stream);
        stream.Position = 0;
        return await JsonDocument.ParseAsync(stream);
    }
}
