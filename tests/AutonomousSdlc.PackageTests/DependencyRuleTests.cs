using System.Xml.Linq;

namespace AutonomousSdlc.PackageTests;

public sealed class DependencyRuleTests
{
    private static readonly string[] AllowedInCore =
    [
        "Microsoft.Extensions.DependencyInjection.Abstractions",
        "Microsoft.Extensions.Options",
        "Microsoft.Extensions.Options.ConfigurationExtensions",
        "Microsoft.Extensions.Logging.Abstractions",
        "Microsoft.Extensions.Caching.Abstractions",
        "Microsoft.Extensions.Hosting.Abstractions",
        "Microsoft.Extensions.Diagnostics.HealthChecks",
        "System.Threading.RateLimiting",
    ];

    private static readonly Dictionary<string, string[]> Exceptions = new(StringComparer.Ordinal)
    {
        ["AutonomousSdlc.Deployment"] = ["YamlDotNet"],
        ["AutonomousSdlc.QualityGates"] = ["Microsoft.CodeAnalysis.CSharp"],
    };

    private static readonly string[] ForbiddenInPolicies =
    [
        "Microsoft.Extensions.",
        "System.Threading.Tasks.",
        "System.Diagnostics.Metrics.",
        "System.IO.",
        "System.Net.",
        "System.TimeProvider",
    ];

    [Theory]
    [MemberData(nameof(Packages.CoreNames), MemberType = typeof(Packages))]
    public void The_five_packages_reference_no_other_of_ours(string package)
    {
        Packages.Load(package).GetReferencedAssemblies()
            .Select(reference => reference.Name)
            .ShouldNotContain(name => name!.StartsWith("AutonomousSdlc", StringComparison.Ordinal));
        References(package, "ProjectReference").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Packages.CoreNames), MemberType = typeof(Packages))]
    public void The_five_packages_stay_within_the_allow_list(string package)
    {
        string[] allowed = [.. AllowedInCore, .. Exceptions.GetValueOrDefault(package, [])];

        References(package, "PackageReference").Except(allowed, StringComparer.Ordinal).ShouldBeEmpty();
        References(package, "FrameworkReference").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Packages.CoreNames), MemberType = typeof(Packages))]
    public void Policies_are_pure(string package)
    {
        var types = Packages.Load(package).GetTypes()
            .Where(type => type.Namespace?.EndsWith(".Internal.Policies", StringComparison.Ordinal) is true)
            .ToList();
        var offences = types
            .SelectMany(type => TypeReferences.Of(type).Select(used => (Type: type.Name, Used: used)))
            .Where(pair => IsOutside(package, pair.Used))
            .Select(pair => $"{pair.Type} uses {pair.Used.FullName}")
            .Distinct(StringComparer.Ordinal);

        offences.ShouldBeEmpty("Policies take samples and timestamps; engines own clocks, tasks, files and logs.");
    }

    [Theory]
    [MemberData(nameof(Packages.AllNames), MemberType = typeof(Packages))]
    public void Public_types_live_in_the_root_namespace_and_registration_in_the_containers(string package)
    {
        var strays = Packages.Load(package).GetExportedTypes()
            .Where(type => type.Namespace != package && type.Namespace != "Microsoft.Extensions.DependencyInjection")
            .Select(type => type.FullName);

        strays.ShouldBeEmpty();
    }

    private static bool IsOutside(string package, Type used)
    {
        var name = used.FullName ?? used.Name;
        return used.Namespace == $"{package}.Internal"
            || Array.Exists(ForbiddenInPolicies, prefix => name.StartsWith(prefix, StringComparison.Ordinal));
    }

    private static List<string> References(string package, string element) =>
        [.. XDocument.Load(Path.Combine(Packages.Folder(package), $"{package}.csproj"))
            .Descendants(element)
            .Select(reference => reference.Attribute("Include")!.Value)];
}
