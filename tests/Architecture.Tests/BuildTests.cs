using System.Text.RegularExpressions;
using System.Xml.Linq;
using PrivacyPlatform.Testing;

namespace PrivacyPlatform.Architecture.Tests;

public sealed partial class BuildTests
{
    [Fact]
    public void The_solution_holds_every_project_and_no_other() =>
        SolutionProject().Matches(Repository.Read("PrivacyPlatform.sln")).Select(match => match.Groups["path"].Value.Replace('\\', '/'))
            .ShouldBe(Sources.Projects, ignoreOrder: true);

    [Fact]
    public void Every_package_has_one_exact_version()
    {
        var versions = XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion").ToArray();
        versions.Where(version => version.Attribute("Condition") is null && version.Parent!.Attribute("Condition") is null)
            .Select(version => (string)version.Attribute("Include")!).ShouldBeUnique();
        versions.Select(version => (string)version.Attribute("Version")!).ShouldAllBe(version => IsExact(version));
    }

    [Theory]
    [InlineData("8.4.0")]
    [InlineData("[8.4.0,)")]
    [InlineData("8.*")]
    public void A_version_that_may_float_would_be_seen(string version) => IsExact(version).ShouldBeFalse();

    [Fact]
    public void No_project_chooses_a_version_itself() =>
        Sources.Projects
            .Where(path => XDocument.Parse(Repository.Read(path)).Descendants("PackageReference")
                .Any(reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null))
            .ShouldBeEmpty();

    [Fact]
    public void Every_Program_is_a_list_of_capabilities_of_at_most_30_lines() =>
        Sources.CSharp
            .Where(path => path.StartsWith("services/", StringComparison.Ordinal) && Path.GetFileName(path) == "Program.cs")
            .Where(path => File.ReadLines(Repository.PathTo(path)).Count() > 30)
            .ShouldBeEmpty();

    private static bool IsExact(string version) => ExactVersion().IsMatch(version);

    [GeneratedRegex(@"^Project\(""[^""]+""\) = ""[^""]+"", ""(?<path>[^""]+\.csproj)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SolutionProject();

    [GeneratedRegex(@"^\[[0-9]+(\.[0-9]+)+(-[0-9A-Za-z.]+)?\]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ExactVersion();
}
